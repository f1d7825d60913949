package recado.protocol;

/**
 * The id that a client gives to a message before the server has one: 1 to 64 characters of {@code
 * [A-Za-z0-9._-]}, unique among that user's messages. Sending again with the same cid is safe.
 */
public record Cid(String value) {
  /**
   * Takes a valid cid only.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public Cid {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a cid: " + value);
    }
  }

  /** Whether it is one. */
  public static boolean isValid(String written) {
    if (written.isEmpty() || written.length() > Limits.MAX_CID_CHARS) {
      return false;
    }
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (!Names.isLowerOrDigit(c) && !Names.isUpper(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  static Cid parse(String written) throws ProtocolException {
    if (!isValid(written)) {
      throw new ProtocolException(
          ErrorCode.BAD_SYNTAX, "a cid is 1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-'");
    }
    return new Cid(written);
  }

  @Override
  public String toString() {
    return value;
  }
}
