package recado.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of bytes into which lines are written. Not thread-safe: one writer owns it. */
public final class LineWriter {
  private static final int MAX_DIGITS = 19;

  private byte[] bytes;
  private int length;

  /** Begins empty, with room for so many bytes. */
  public LineWriter(int initialBytes) {
    bytes = new byte[Math.max(initialBytes, 16)];
  }

  /** Appends one byte. */
  public LineWriter put(byte b) {
    ensureRoom(1);
    bytes[length++] = b;
    return this;
  }

  /** Appends these bytes. */
  public LineWriter put(byte[] more) {
    return put(more, 0, more.length);
  }

  /** Appends {@code more[from, to)}. */
  public LineWriter put(byte[] more, int from, int to) {
    ensureRoom(to - from);
    System.arraycopy(more, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  /** Appends characters that are known to be ASCII, as verbs, names and numbers are. */
  @SuppressWarnings("deprecation") // the only way to copy ASCII without an array in between
  public LineWriter ascii(String characters) {
    int count = characters.length();
    ensureRoom(count);
    characters.getBytes(0, count, bytes, length);
    length += count;
    return this;
  }

  /** Appends characters as UTF-8. */
  public LineWriter utf8(String characters) {
    return put(characters.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends a number that is not negative in decimal. */
  public LineWriter decimal(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("negative: " + number);
    }
    ensureRoom(MAX_DIGITS);
    length += digits(number);
    int at = length;
    long rest = number;
    while (rest >= 100) { // two at a time: eight numbers are written for each message
      int pair = (int) (rest % 100);
      rest /= 100;
      bytes[--at] = (byte) ('0' + pair % 10);
      bytes[--at] = (byte) ('0' + pair / 10);
    }
    bytes[--at] = (byte) ('0' + rest % 10);
    if (rest >= 10) {
      bytes[--at] = (byte) ('0' + rest / 10);
    }
    return this;
  }

  private static int digits(long number) {
    int digits = 1;
    for (long limit = 10; digits < MAX_DIGITS && number >= limit; limit *= 10) {
      digits++;
    }
    return digits;
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** The bytes themselves, {@link #length} of them valid, until the next change. */
  public byte[] buffer() {
    return bytes;
  }

  /** Begins anew and keeps the room. */
  public void clear() {
    length = 0;
  }

  /** Goes back to an earlier length, dropping what came after. */
  public void truncate(int earlierLength) {
    if (earlierLength < 0 || earlierLength > length) {
      throw new IllegalArgumentException(earlierLength + " of " + length);
    }
    length = earlierLength;
  }

  private void ensureRoom(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
