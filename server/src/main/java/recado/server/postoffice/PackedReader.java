package recado.server.postoffice;

import java.nio.charset.StandardCharsets;

/**
 * Reads what a {@link PackedWriter} has written. Whatever is not as it should be is an {@link
 * IllegalStateException}.
 */
final class PackedReader {
  private static final int DECIMAL = 10;
  private static final int HEXADECIMAL = 16;

  private final byte[] bytes;
  private final int length;
  private int next;

  PackedReader(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  static PackedReader of(String packed) {
    byte[] bytes = packed.getBytes(StandardCharsets.ISO_8859_1);
    return new PackedReader(bytes, bytes.length);
  }

  boolean isAtEnd() {
    return next == length;
  }

  private byte peek() {
    if (next == length) {
      throw broken();
    }
    return bytes[next];
  }

  /** Passes over this mark if it is next. */
  boolean take(char mark) {
    boolean there = peek() == mark;
    next += there ? 1 : 0;
    return there;
  }

  /** What is there up to one of two marks, which comes next then. */
  String upTo(char mark, char orThis) {
    int start = next;
    while (peek() != mark && peek() != orThis) {
      next++;
    }
    return new String(bytes, start, next - start, StandardCharsets.ISO_8859_1);
  }

  long decimal() {
    return number(DECIMAL);
  }

  long hexadecimal() {
    return number(HEXADECIMAL);
  }

  private long number(int base) {
    int start = next;
    long value = 0;
    while (next < length && Character.digit(bytes[next], base) >= 0) {
      value = value * base + Character.digit(bytes[next], base);
      next++;
    }
    if (next == start || value < 0) {
      throw broken();
    }
    return value;
  }

  /** By how much the next number is greater. */
  long growth() {
    if (take('+')) {
      return decimal();
    }
    int by = peek() - 'a' + 1;
    if (by < 1 || by > PackedWriter.LETTERS) {
      throw broken();
    }
    next++;
    return by;
  }

  IllegalStateException broken() {
    return new IllegalStateException("a packed row of numbers is broken at its byte " + next);
  }
}
