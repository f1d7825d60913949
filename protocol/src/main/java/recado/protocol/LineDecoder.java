package recado.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into lines of bounded length. Owned by the one thread that reads the stream.
 *
 * <p>The buffer follows the traffic: it doubles when a read fills it and shrinks again when the
 * stream is quiet, so that an idle connection costs little.
 */
public final class LineDecoder {
  private static final int MIN_BUFFER_BYTES = 128;
  private static final int MAX_BUFFER_BYTES = 2 * Limits.MAX_LINE_BYTES;

  private final InputStream in;
  private final int maxLineBytes;
  private byte[] buffer = new byte[MIN_BUFFER_BYTES];
  private int next; // where the next line begins
  private int filled; // where the bytes end
  private int lineStart;
  private int lineEnd;

  /** How much of a line that is too long has been skipped; -1 while none is. */
  private int skipped = -1;

  private LineDecoder(InputStream in, int maxLineBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
  }

  /** Cuts what a client sends. The stream stays its owner's to close. */
  public static LineDecoder ofRequests(InputStream in) {
    return ofRequests(in, Limits.MAX_LINE_BYTES);
  }

  /** The same where lines may have so many bytes, at most {@link Limits#MAX_LINE_BYTES}. */
  public static LineDecoder ofRequests(InputStream in, int maxLineBytes) {
    return new LineDecoder(in, maxLineBytes);
  }

  /**
   * Cuts what a server sends: a message whose line has the greatest length comes out a little
   * longer than it went in, for it has an id, a time and its sender's name as well.
   */
  public static LineDecoder ofEvents(InputStream in) {
    return new LineDecoder(in, Limits.MAX_LINE_BYTES + Limits.MAX_EVENT_SURPLUS_BYTES);
  }

  /**
   * Goes to the next line, waiting for it; then {@link #line} has it.
   *
   * @return false at the end of the stream; a last line without an ending is no line
   * @throws ProtocolException TOO_LONG for a line that is longer than allowed, which is skipped:
   *     the next call gives the line after it
   * @throws EndlessLineException after {@link Limits#MAX_UNENDED_BYTES} without an ending
   * @throws IOException if reading fails
   */
  public boolean advance() throws IOException, ProtocolException {
    if (skipped >= 0) {
      skipToLineFeed(); // goes on where a time-out of the stream has interrupted it
      throw tooLong();
    }
    int searched = next;
    while (true) {
      int ending = indexOfLineFeed(searched);
      if (ending >= 0) {
        lineStart = next;
        lineEnd = ending > next && buffer[ending - 1] == '\r' ? ending - 1 : ending;
        next = ending + 1;
        if (next - lineStart > maxLineBytes) {
          throw tooLong();
        }
        return true;
      }
      if (filled - next >= maxLineBytes) {
        skipped = filled - next;
        skipToLineFeed();
        throw tooLong();
      }
      searched = filled - next; // after the bytes have moved to the front
      if (!fill()) {
        return false;
      }
    }
  }

  /** Whether {@link #advance} would give a line (or an error) without waiting for the stream. */
  public boolean hasBufferedLine() {
    return indexOfLineFeed(next) >= 0;
  }

  /**
   * The line that {@link #advance} went to.
   *
   * @throws ProtocolException BAD_SYNTAX if it does not have the form of a line
   */
  public WireLine line() throws ProtocolException {
    return WireLine.parse(buffer, lineStart, lineEnd);
  }

  /** Where the line is that {@link #advance} went to: {@code [lineStart, lineEnd)} of this. */
  byte[] buffer() {
    return buffer;
  }

  int lineStart() {
    return lineStart;
  }

  int lineEnd() {
    return lineEnd;
  }

  private int indexOfLineFeed(int from) {
    for (int i = from; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Moves what is unread to the front and reads more behind it. */
  private boolean fill() throws IOException {
    int unread = filled - next;
    if (unread == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, MAX_BUFFER_BYTES));
    } else if (unread > 0 && next > 0) {
      System.arraycopy(buffer, next, buffer, 0, unread);
    }
    next = 0;
    filled = unread;
    int count = in.read(buffer, filled, buffer.length - filled);
    if (count < 0) {
      return false;
    }
    filled += count;
    adapt(count);
    return true;
  }

  private void adapt(int count) {
    if (filled == buffer.length && buffer.length < MAX_BUFFER_BYTES) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    } else if (count == filled && count < buffer.length / 8 && buffer.length > MIN_BUFFER_BYTES) {
      buffer = Arrays.copyOf(buffer, buffer.length / 2);
    }
  }

  private void skipToLineFeed() throws IOException {
    while (true) {
      next = 0;
      filled = 0;
      int count = in.read(buffer, 0, buffer.length);
      if (count < 0) {
        skipped = -1;
        return; // the next advance() meets the end again
      }
      filled = count;
      int ending = indexOfLineFeed(0);
      skipped += ending < 0 ? count : ending;
      if (skipped >= Limits.MAX_UNENDED_BYTES) {
        throw new EndlessLineException();
      }
      if (ending >= 0) {
        next = ending + 1;
        skipped = -1;
        return;
      }
    }
  }

  private ProtocolException tooLong() {
    return new ProtocolException(
        ErrorCode.TOO_LONG, "a line has at most " + maxLineBytes + " bytes");
  }
}
