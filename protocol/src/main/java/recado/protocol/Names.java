package recado.protocol;

/** The grammar that user names, group names, cids and device names share. */
final class Names {
  private Names() {}

  /** Whether it is 1 to 64 characters of a-z, 0-9 and, but for the first, the marks. */
  static boolean matches(String name, String marks) {
    int length = name.length();
    if (length == 0 || length > Limits.MAX_NAME_CHARS || !isLowerOrDigit(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = name.charAt(i);
      if (!isLowerOrDigit(c) && marks.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  static boolean isWritten(String written, char sigil, String marks) {
    return !written.isEmpty()
        && written.charAt(0) == sigil
        && matches(folded(written.substring(1)), marks);
  }

  static String afterSigil(String written, char sigil, String marks, String what)
      throws ProtocolException {
    if (written.isEmpty() || written.charAt(0) != sigil) {
      throw new ProtocolException(ErrorCode.BAD_NAME, what + " begins with " + sigil);
    }
    String name = folded(written.substring(1));
    if (!matches(name, marks)) {
      throw new ProtocolException(
          ErrorCode.BAD_NAME,
          what + " has 1 to 64 of a-z, 0-9 and " + marks + " and begins with a letter or digit");
    }
    return name;
  }

  static boolean isNumber(String name) {
    if (name.length() != UserName.NUMBER_DIGITS) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isDigit(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Lower case for A-Z alone: names are ASCII, and no locale may change them. */
  static String folded(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (isUpper(name.charAt(i))) {
        return fold(name);
      }
    }
    return name;
  }

  private static String fold(String name) {
    char[] chars = name.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (isUpper(chars[i])) {
        chars[i] = (char) (chars[i] - 'A' + 'a');
      }
    }
    return new String(chars);
  }

  static boolean isLowerOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || isDigit(c);
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
