package recado.server.store;

import recado.protocol.UserName;

/**
 * An account as it is kept.
 *
 * @param number 13 digits, beginning with 1
 * @param password as {@link Credential} writes it; never the password
 * @param created milliseconds since 1970-01-01 UTC
 */
public record StoredAccount(UserName name, String number, String password, long created) {
  /** Whether it can be an account's, and leaves room for those after it. */
  public static boolean isNumber(String number) {
    return number.matches("1[0-8][0-9]{11}");
  }

  /** The hash stays out of logs. */
  @Override
  public String toString() {
    return name + " " + number;
  }
}
