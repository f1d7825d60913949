package recado.server.store.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream's beginning: it ends after so many bytes. */
final class FirstBytes extends FilterInputStream {
  private long rest;

  FirstBytes(InputStream in, long length) {
    super(in);
    rest = length;
  }

  @Override
  public int read() throws IOException {
    int read = rest > 0 ? in.read() : -1;
    rest -= read < 0 ? 0 : 1;
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (rest <= 0) {
      return length == 0 ? 0 : -1;
    }
    int count = in.read(bytes, offset, (int) Math.min(length, rest));
    rest -= Math.max(count, 0);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(Math.min(count, rest));
    rest -= skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(in.available(), rest);
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
