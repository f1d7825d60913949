package recado.server.store.files;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import recado.protocol.UserName;
import recado.server.store.Credential;

/**
 * What is left of a row of {@code users.csv} that is not whole; what is null cannot be made out.
 *
 * @param torn the last row has no end: perhaps it was never acknowledged
 */
public record SalvagedRow(
    @Nullable UserName name,
    @Nullable String number,
    @Nullable String password,
    long created,
    boolean torn) {
  private static final Pattern NAME = Pattern.compile("^\"?([a-z0-9][a-z0-9._+@-]{0,63})\"?[^a-z]");
  private static final Pattern NUMBER = Pattern.compile("(?<![0-9])(1[0-8][0-9]{11})(?![0-9])");
  private static final Pattern PASSWORD = Pattern.compile("\"(\\$argon2id\\$[^\"]*)\"");
  private static final Pattern CREATED = Pattern.compile("\",\"?([0-9]{1,15})\"?$");

  /** Reads what is left, wherever the commas and quotes are. */
  static SalvagedRow of(String row, boolean torn) {
    int hash = row.indexOf("$argon2id$"); // what comes before it has no other number in it
    String beforeHash = hash < 0 ? row : row.substring(0, hash);
    String name = find(NAME, beforeHash + " ");
    String password = find(PASSWORD, row);
    String created = torn ? null : find(CREATED, row);
    return new SalvagedRow(
        name == null ? null : new UserName(name),
        find(NUMBER, beforeHash),
        password != null && Credential.isOne(password) ? password : null,
        created == null ? 0 : Long.parseLong(created),
        torn);
  }

  private static @Nullable String find(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : null;
  }
}
