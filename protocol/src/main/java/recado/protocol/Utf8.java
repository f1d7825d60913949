package recado.protocol;

/**
 * Whether bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above
 * U+10FFFF. (The JDK checks only while it makes characters, which a server does not need.)
 */
final class Utf8 {
  private Utf8() {}

  static boolean isValidWithoutNul(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      byte lead = bytes[i];
      if (lead > 0) {
        i++; // ASCII
        continue;
      }
      int length = lengthOfSequence(lead);
      if (length == 0 || i + length > to || !isValidSecond(lead, bytes[i + 1])) {
        return false;
      }
      for (int k = 2; k < length; k++) {
        if (!isContinuation(bytes[i + k])) {
          return false;
        }
      }
      i += length;
    }
    return true;
  }

  /** By the leading byte; 0 for a byte that cannot lead, NUL among them. */
  private static int lengthOfSequence(byte lead) {
    int b = lead & 0xff;
    if (b >= 0xc2 && b <= 0xdf) {
      return 2;
    }
    if (b >= 0xe0 && b <= 0xef) {
      return 3;
    }
    return b >= 0xf0 && b <= 0xf4 ? 4 : 0;
  }

  /** The second byte is the one that tells overlong forms, surrogates and what is too high. */
  private static boolean isValidSecond(byte lead, byte second) {
    int b = second & 0xff;
    return switch (lead & 0xff) {
      case 0xe0 -> b >= 0xa0 && b <= 0xbf;
      case 0xed -> b >= 0x80 && b <= 0x9f;
      case 0xf0 -> b >= 0x90 && b <= 0xbf;
      case 0xf4 -> b >= 0x80 && b <= 0x8f;
      default -> isContinuation(second);
    };
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xc0) == 0x80;
  }
}
