package recado.protocol;

/** One of a person's machines: 1 to 32 characters of {@code [a-z0-9-]}. */
public record DeviceName(String value) implements Comparable<DeviceName> {
  /**
   * Takes a valid name only.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public DeviceName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a device name: " + value);
    }
  }

  /** Whether it is one. */
  public static boolean isValid(String written) {
    if (written.isEmpty() || written.length() > Limits.MAX_DEVICE_CHARS) {
      return false;
    }
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (!Names.isLowerOrDigit(c) && c != '-') {
        return false;
      }
    }
    return true;
  }

  static DeviceName parse(String written) throws ProtocolException {
    if (!isValid(written)) {
      throw new ProtocolException(
          ErrorCode.BAD_SYNTAX, "a device is 1 to 32 characters of a-z, 0-9 and -");
    }
    return new DeviceName(written);
  }

  @Override
  public int compareTo(DeviceName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
