package recado.client.bench;

/**
 * A place in a line of bytes, which moves on as things are taken from it.
 *
 * <p>The lines of which there are millions (MSG, SENT, DELIVERED) are read with it, so that the
 * generator takes little of the machine that it measures; all others go through the protocol's
 * codec. One cursor is used again and again, by one thread.
 */
final class LineCursor {
  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  void place(byte[] newBytes, int from, int to) {
    bytes = newBytes;
    at = from;
    end = to;
  }

  /** Passes this word over if it comes next. */
  boolean takes(byte[] word) {
    if (end - at < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[at + i] != word[i]) {
        return false;
      }
    }
    at += word.length;
    return true;
  }

  /** Takes a decimal and the one byte behind it; -1 if there is none, or one of over 18 digits. */
  long decimal() {
    long value = 0;
    int digits = 0;
    for (; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++, digits++) {
      value = value * 10 + (bytes[at] - '0');
    }
    at++;
    return digits >= 1 && digits <= 18 ? value : -1;
  }

  /** Goes behind the next byte of this kind, or to the end. */
  void skipPast(char wanted) {
    while (at < end && bytes[at] != wanted) {
      at++;
    }
    at = Math.min(at + 1, end);
  }
}
