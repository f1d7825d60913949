package recado.client.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file's lines as bytes, which may be anything. */
final class RawLines implements Closeable {
  private static final int BUFFER_BYTES = 65_536;

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int number;
  private boolean ended;

  RawLines(Path file, long offset) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ).position(offset);
    in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
  }

  /** The next line without its ending; null after the last. */
  byte @Nullable [] next() throws IOException {
    line.reset();
    int b;
    while ((b = in.read()) >= 0 && b != '\n') {
      line.write(b);
    }
    ended = b == '\n';
    if (!ended && line.size() == 0) {
      return null;
    }
    number++;
    return line.toByteArray();
  }

  /** The line's number, from 1. */
  int number() {
    return number;
  }

  /** Whether the line had an ending. */
  boolean ended() {
    return ended;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
