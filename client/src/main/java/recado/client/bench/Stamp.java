package recado.client.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import recado.protocol.Limits;
import recado.protocol.LineWriter;

/**
 * What a message's text says about itself: {@code r5f0c12ab 17 2041 81234567890 ......}: the run,
 * the flow, the number in the flow, and the {@link #now} at which it was, or should have been,
 * sent.
 */
record Stamp(int flow, long number, long nanos) {
  /** The longest stamp fits. */
  static final int MIN_BYTES = 64;

  private static final long ORIGIN = System.nanoTime();
  private static final byte[] PADDING = new byte[Limits.MAX_TEXT_BYTES];

  static {
    Arrays.fill(PADDING, (byte) '.');
  }

  /** Nanoseconds since this program began, never negative. */
  static long now() {
    return System.nanoTime() - ORIGIN;
  }

  /** How the texts of a run begin. */
  static byte[] beginning(String nonce) {
    return ("r" + nonce + " ").getBytes(StandardCharsets.US_ASCII);
  }

  /** Appends a text of this size. */
  void write(LineWriter out, byte[] beginning, int bytes) {
    int from = out.length();
    out.put(beginning).decimal(flow).put((byte) ' ').decimal(number);
    out.put((byte) ' ').decimal(nanos).put((byte) ' ');
    out.put(PADDING, 0, bytes - (out.length() - from));
  }

  /** Reads a text; null if it is not one of this run. */
  static @Nullable Stamp read(LineCursor text, byte[] beginning) {
    if (!text.takes(beginning)) {
      return null;
    }
    long flow = text.decimal();
    long number = text.decimal();
    long nanos = text.decimal();
    boolean valid = flow >= 0 && flow <= Integer.MAX_VALUE && number >= 0 && nanos >= 0;
    return valid ? new Stamp((int) flow, number, nanos) : null;
  }
}
