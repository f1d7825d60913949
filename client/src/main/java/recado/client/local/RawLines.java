package recado.client.local;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file's lines as bytes, which may be anything. */
final class RawLines implements Closeable {
  private static final int BUFFER_BYTES = 65_536;

  private final FileChannel file;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int next; // in the buffer
  private int filled;
  private int number;
  private boolean ended;

  RawLines(Path path, long offset) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.READ).position(offset);
  }

  /** The next line without its ending; null after the last. */
  byte @Nullable [] next() throws IOException {
    line.reset();
    ended = false;
    while (!ended && (next < filled || fill())) {
      int from = next;
      while (next < filled && buffer[next] != '\n') {
        next++;
      }
      line.write(buffer, from, next - from);
      if (next < filled) {
        ended = true;
        next++; // over the line feed
      }
    }
    if (!ended && line.size() == 0) {
      return null;
    }
    number++;
    return line.toByteArray();
  }

  private boolean fill() throws IOException {
    next = 0;
    filled = Math.max(0, file.read(ByteBuffer.wrap(buffer)));
    return filled > 0;
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
    file.close();
  }
}
