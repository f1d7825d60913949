package recado.client.desk;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import recado.protocol.UserName;

/** Where a text names somebody: {@code @ana}, or {@code Ana} as a word of its own. Immutable. */
public final class Mentions {
  /** A name may go on with any of these, and then it is another one. */
  private static final String NAME_LETTER = "[\\p{L}\\p{N}_]";

  private final Pattern pattern;

  private Mentions(UserName user) {
    pattern =
        Pattern.compile(
            "(?<!" + NAME_LETTER + ")@?" + Pattern.quote(user.value()) + "(?!" + NAME_LETTER + ")",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** Those of this user. */
  public static Mentions of(UserName user) {
    return new Mentions(user);
  }

  /** Whether there is one. */
  public boolean isIn(String text) {
    return pattern.matcher(text).find();
  }

  /** All of them, as they stand in the text. */
  public List<MatchResult> in(String text) {
    return pattern.matcher(text).results().toList();
  }
}
