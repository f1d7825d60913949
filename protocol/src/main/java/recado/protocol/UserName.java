package recado.protocol;

/**
 * A user's name without its {@code @}: {@code [a-z0-9][a-z0-9._+@-]{0,63}}, upper case folded.
 *
 * <p>An account's number, 13 digits, is written like a name; {@link #isNumber} tells the two apart.
 */
public record UserName(String value) implements Comparable<UserName> {
  /** How many digits an account's or a group's number has. */
  public static final int NUMBER_DIGITS = 13;

  /**
   * Takes a valid name only.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public UserName {
    if (!Names.matches(value, "._+@-")) {
      throw new IllegalArgumentException("not a user name: " + value);
    }
  }

  /**
   * Reads {@code @ana}, in any case.
   *
   * @throws ProtocolException BAD_NAME if it is anything else
   */
  public static UserName parse(String written) throws ProtocolException {
    String name = Names.afterSigil(written, '@', "._+@-", "a user's name");
    return new UserName(name);
  }

  /** Whether {@link #parse} would take it. */
  public static boolean isValid(String written) {
    return Names.isWritten(written, '@', "._+@-");
  }

  /** Whether this is the number of an account (or of a group) and not a name of its own. */
  public boolean isNumber() {
    return Names.isNumber(value);
  }

  @Override
  public int compareTo(UserName other) {
    return value.compareTo(other.value);
  }

  /** As it is written: {@code @ana}. */
  @Override
  public String toString() {
    return "@" + value;
  }
}
