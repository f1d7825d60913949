package recado.server.store.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a file, with where each begins. Owned by the thread that reads. */
final class FileLines implements Closeable {
  /**
   * Enough for one entry, which is often all that is wanted; whoever reads on gets more at once.
   */
  private static final int INITIAL_BUFFER_BYTES = 1 << 12;

  private static final int MAX_BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private byte[] buffer = new byte[INITIAL_BUFFER_BYTES];
  private byte[] line = new byte[256];
  private long bufferPosition; // of buffer[0] in the file
  private int next;
  private int filled;
  private int length;
  private long lineStart;
  private boolean ended;

  /** Reads from {@code in}, whose first byte is at this position of the file; closes it. */
  FileLines(InputStream in, long position) {
    this.in = in;
    bufferPosition = position;
  }

  /**
   * Goes to the next line.
   *
   * @return false at the end; {@link #hasTail} then tells whether bytes without a line feed are
   *     left
   */
  boolean advance() throws IOException {
    int searched = next;
    while (true) {
      for (int i = searched; i < filled; i++) {
        if (buffer[i] == '\n') {
          lineStart = bufferPosition + next;
          length = i - next;
          if (line.length < length) {
            line = new byte[Math.max(length, line.length * 2)];
          }
          System.arraycopy(buffer, next, line, 0, length);
          next = i + 1;
          return true;
        }
      }
      searched = filled - next;
      if (ended || !fill()) {
        return false;
      }
    }
  }

  private boolean fill() throws IOException {
    int unread = filled - next;
    boolean wasFull = filled == buffer.length;
    System.arraycopy(buffer, next, buffer, 0, unread);
    if (unread == buffer.length || (wasFull && buffer.length < MAX_BUFFER_BYTES)) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    bufferPosition += next;
    next = 0;
    filled = unread;
    int count = in.read(buffer, filled, buffer.length - filled);
    if (count < 0) {
      ended = true;
      return false;
    }
    filled += count;
    return true;
  }

  /** The line's bytes without its ending, {@link #length} of them valid until the next call. */
  byte[] line() {
    return line;
  }

  int length() {
    return length;
  }

  /** Where the line begins in the file. */
  long lineStart() {
    return lineStart;
  }

  /** At the end: whether the file goes on after its last line feed. */
  boolean hasTail() {
    return filled > next;
  }

  /** Where the next line begins (or the tail). */
  long position() {
    return bufferPosition + next;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
