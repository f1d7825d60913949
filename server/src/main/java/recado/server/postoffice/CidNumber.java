package recado.server.postoffice;

import recado.protocol.Cid;

/**
 * A cid taken apart into what stays and what counts up: most clients number their messages.
 *
 * <p>The number is what the cid ends in, read as lower-case hexadecimal: that serves decimal
 * numbers as well, and no two cids are taken apart alike.
 *
 * @param prefix the cid up to the number
 * @param number at most 15 hexadecimal digits that do not begin with a superfluous zero; {@link
 *     #NONE} if the cid ends in something else
 */
record CidNumber(String prefix, long number) {
  static final long NONE = -1;
  private static final int MAX_DIGITS = 15;

  static CidNumber of(Cid cid) {
    String whole = cid.value();
    int end = whole.length();
    int start = end;
    while (start > 0 && end - start < MAX_DIGITS && isDigit(whole.charAt(start - 1))) {
      start--;
    }
    while (start < end - 1 && whole.charAt(start) == '0') {
      start++;
    }
    long number = start == end ? NONE : Long.parseLong(whole, start, end, 16);
    return new CidNumber(whole.substring(0, start), number);
  }

  private static boolean isDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  Cid toCid() {
    return new Cid(number == NONE ? prefix : prefix + Long.toHexString(number));
  }
}
