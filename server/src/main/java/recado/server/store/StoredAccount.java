package recado.server.store;

import java.util.regex.Pattern;
import recado.protocol.UserName;

/**
 * An account as it is kept.
 *
 * @param number 13 digits, beginning with 1
 * @param password the hash, as a PHC string; never the password
 * @param created milliseconds since 1970-01-01 UTC
 */
public record StoredAccount(UserName name, String number, String password, long created) {
  private static final Pattern PASSWORD_HASH =
      Pattern.compile("\\$argon2id\\$v=19\\$m=\\d+,t=\\d+,p=1\\$[A-Za-z0-9+/]+\\$[A-Za-z0-9+/]+");

  /** Whether this is a PHC string of Argon2id, with one lane. */
  public static boolean isPasswordHash(String phc) {
    return PASSWORD_HASH.matcher(phc).matches();
  }

  /** The hash stays out of logs. */
  @Override
  public String toString() {
    return name + " " + number;
  }
}
