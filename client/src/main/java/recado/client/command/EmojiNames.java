package recado.client.command;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.fellbaum.jemoji.Emoji;
import net.fellbaum.jemoji.EmojiManager;

/**
 * Names of emoji, as {@code :heart:}, which become the emoji when a person sends them. They are
 * those that GitHub knows. The list is read when it is needed for the first time. Stateless.
 */
public final class EmojiNames {
  private static final Pattern NAME = Pattern.compile(":[a-z0-9_+-]+:");

  private EmojiNames() {}

  /** A line with the emoji in place of their names; what no emoji is called stays. */
  public static String replaced(String line) {
    Matcher name = NAME.matcher(line);
    if (!isMessage(line) || !name.find()) {
      return line;
    }
    StringBuilder replaced = new StringBuilder(line.length());
    int done = 0;
    for (boolean found = true; found; found = name.find(Math.max(done, name.end() - 1))) {
      // A colon may end one name and begin the next: 10:30:heart:
      int start = name.start();
      String emoji = EmojiManager.getByGithubAlias(name.group()).map(Emoji::getEmoji).orElse("");
      if (!emoji.isEmpty()) {
        replaced.append(line, done, start).append(emoji);
        done = name.end();
      }
    }
    return replaced.append(line, done, line.length()).toString();
  }

  /** What is given to a command is a name or a word to look for, and no text; but for one. */
  private static boolean isMessage(String line) {
    String first = line.strip().split("\\s", 2)[0];
    return !first.startsWith("/")
        || first.startsWith("//")
        || CommandWord.of(first).filter(word -> word == CommandWord.REPLY).isPresent();
  }

  /** All of them, with their colons, in alphabetical order. */
  public static List<String> all() {
    return All.NAMES;
  }

  /** Made when somebody asks. */
  private static final class All {
    static final List<String> NAMES =
        EmojiManager.getAllEmojis().stream()
            .flatMap(emoji -> emoji.getGithubAliases().stream())
            .distinct()
            .sorted()
            .toList();
  }
}
