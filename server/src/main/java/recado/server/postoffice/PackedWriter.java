package recado.server.postoffice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A row of numbers that mostly grow by a little, as printable ASCII that needs no escaping
 * anywhere: growing by 1 to 26 is a letter from {@code a} to {@code z}, growing by more is {@code
 * +} and a number. Whoever writes may put marks and numbers of their own in between. {@link
 * PackedReader} reads it.
 */
final class PackedWriter {
  static final int LETTERS = 26;
  private static final int INITIAL_BYTES = 32;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  PackedWriter put(char c) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) c;
    return this;
  }

  PackedWriter put(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      put(ascii.charAt(i));
    }
    return this;
  }

  PackedWriter decimal(long number) {
    return put(Long.toString(number));
  }

  PackedWriter hexadecimal(long number) {
    return put(Long.toHexString(number));
  }

  /** The next number is so much greater, which must be at least 1. */
  PackedWriter grow(long by) {
    return by <= LETTERS ? put((char) ('a' + by - 1)) : put('+').decimal(by);
  }

  /** Nothing more will be written: gives back what is not needed. */
  void trim() {
    bytes = Arrays.copyOf(bytes, length);
  }

  /** Reads what has been written so far. */
  PackedReader reader() {
    return new PackedReader(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }
}
