package recado.server.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an account's password is checked against, and whether it opens the account. As it is
 * written: a PHC string; before it {@code 1} if it is good for one login, {@code x} if it was and
 * was used, and before all that {@code !} if the operator has closed the account. A deleted account
 * has {@code -} alone.
 *
 * @param closed nobody gets in, whatever they know
 * @param hash a PHC string of Argon2id with one lane, or null for a deleted account
 */
public record Credential(boolean closed, Use use, @Nullable String hash) {
  /** How often the password is good. */
  public enum Use {
    /** Until it is changed. */
    ALWAYS(""),
    /** Once. */
    ONCE("1"),
    /** It was good once, and that was. */
    USED("x");

    private final String mark;

    Use(String mark) {
      this.mark = mark;
    }
  }

  /** Of an account that has been deleted: its name and number are nobody's any more. */
  public static final Credential DELETED = new Credential(true, Use.USED, null);

  private static final String CLOSED = "!";
  private static final String NOTHING = "-";
  private static final String PHC =
      "\\$argon2id\\$v=19\\$m=\\d+,t=\\d+,p=1\\$[A-Za-z0-9+/]+\\$[A-Za-z0-9+/]+";
  private static final Pattern WRITTEN = Pattern.compile("(!?)([1x]?)(" + PHC + ")");

  /** A password that is good until it is changed. */
  public static Credential of(String hash) {
    return new Credential(false, Use.ALWAYS, hash);
  }

  /** A password that is good for one login. */
  public static Credential once(String hash) {
    return new Credential(false, Use.ONCE, hash);
  }

  /** Whether it is one, as it is written. */
  public static boolean isOne(String written) {
    return written.equals(NOTHING) || WRITTEN.matcher(written).matches();
  }

  /**
   * Reads what {@link #toString} has written.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Credential parse(String written) {
    if (written.equals(NOTHING)) {
      return DELETED;
    }
    Matcher matcher = WRITTEN.matcher(written);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an Argon2id hash");
    }
    Use use =
        switch (matcher.group(2)) {
          case "1" -> Use.ONCE;
          case "x" -> Use.USED;
          default -> Use.ALWAYS;
        };
    return new Credential(!matcher.group(1).isEmpty(), use, matcher.group(3));
  }

  /** What a password must match to open the account now; null if none does. */
  public @Nullable String opener() {
    return closed || use == Use.USED ? null : hash;
  }

  /** The same, closed or open. */
  public Credential closed(boolean nowClosed) {
    return new Credential(nowClosed, use, hash);
  }

  /** The same after its one login. */
  public Credential used() {
    return new Credential(closed, Use.USED, hash);
  }

  /** Whether the account has been deleted. */
  public boolean isDeleted() {
    return hash == null;
  }

  /** As it is kept; it must stay out of logs. */
  @Override
  public String toString() {
    return hash == null ? NOTHING : (closed ? CLOSED : "") + use.mark + hash;
  }
}
