package recado.protocol;

/**
 * A group's name without its {@code #}: {@code [a-z0-9][a-z0-9._-]{0,63}}, upper case folded.
 *
 * <p>A group's number, 13 digits, is written like a name; {@link #isNumber} tells the two apart.
 */
public record GroupName(String value) implements Comparable<GroupName> {
  /**
   * Takes a valid name only.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public GroupName {
    if (!Names.matches(value, "._-")) {
      throw new IllegalArgumentException("not a group name: " + value);
    }
  }

  /**
   * Reads {@code #family}, in any case.
   *
   * @throws ProtocolException BAD_NAME if it is anything else
   */
  public static GroupName parse(String written) throws ProtocolException {
    return new GroupName(Names.afterSigil(written, '#', "._-", "a group's name"));
  }

  /** Whether {@link #parse} would take it. */
  public static boolean isValid(String written) {
    return Names.isWritten(written, '#', "._-");
  }

  /** Whether this is a group's number and not a name of its own. */
  public boolean isNumber() {
    return Names.isNumber(value);
  }

  @Override
  public int compareTo(GroupName other) {
    return value.compareTo(other.value);
  }

  /** As it is written: {@code #family}. */
  @Override
  public String toString() {
    return "#" + value;
  }
}
