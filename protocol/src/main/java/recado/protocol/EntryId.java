package recado.protocol;

/** The number of something that the server stores for people; positive, ascending, with gaps. */
public record EntryId(long value) implements Comparable<EntryId> {
  private static final int MAX_DIGITS = 19;

  /** Any number of so many digits is in range. */
  static final int SAFE_DIGITS = MAX_DIGITS - 1;

  /**
   * Takes a positive number only.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public EntryId {
    if (value <= 0) {
      throw new IllegalArgumentException("not an entry id: " + value);
    }
  }

  /**
   * Reads a positive decimal.
   *
   * @throws ProtocolException BAD_SYNTAX if it is anything else, or above 63 bits
   */
  public static EntryId parse(String written) throws ProtocolException {
    long value = parseDecimal(written);
    if (value <= 0) {
      throw new ProtocolException(ErrorCode.BAD_SYNTAX, "an id is a positive decimal number");
    }
    return new EntryId(value);
  }

  /** Digits alone as a number, or -1: no sign, no space, no other script's digits. */
  static long parseDecimal(String written) {
    int length = written.length();
    if (length == 0 || length > MAX_DIGITS) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      char c = written.charAt(i);
      if (!Names.isDigit(c)) {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value < 0 ? -1 : value; // 19 digits may pass 2^63
  }

  @Override
  public int compareTo(EntryId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
