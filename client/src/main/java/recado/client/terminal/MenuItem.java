package recado.client.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import recado.client.texts.Phrase;

/**
 * What the menu offers: every item is a command with its blanks filled in by questions. In the
 * order of their numbers, which begin with 1.
 */
public enum MenuItem {
  LIST("/list"),
  SEND("%s %s", Phrase.ASK_TO, Phrase.ASK_TEXT),
  OPEN("/open %s", Phrase.ASK_TO),
  HISTORY("/history %s", Phrase.ASK_TO),
  CONTACTS("/contacts"),
  CONTACT_ADD("/contact add %s %s", Phrase.ASK_USER, Phrase.ASK_CONTACT_NAME),
  GROUPS("/groups"),
  GROUP_CREATE("/group create %s %s", Phrase.ASK_GROUP, Phrase.ASK_MEMBERS),
  GROUP_INFO("/group info %s", Phrase.ASK_GROUP),
  PASSWORD("/password"),
  HELP("/help"),
  QUIT("/quit");

  private static final Set<String> BACK = Set.of("0", "q");

  private final String command;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes it
  private final List<Phrase> questions;

  MenuItem(String command, Phrase... questions) {
    this.command = command;
    this.questions = List.of(questions);
  }

  /** What has to be asked, in this order. */
  public List<Phrase> questions() {
    return questions;
  }

  /** The command with the answers in it. */
  public String command(List<String> answers) {
    return command.formatted(answers.toArray());
  }

  /** The menu. */
  public static List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(Phrase.MENU.text());
    int number = 0;
    for (MenuItem item : values()) {
      lines.add(Phrase.MENU_ITEM.text(++number, Phrase.named("MENU_" + item.name())));
    }
    lines.add(Phrase.MENU_ITEM.text(0, Phrase.MENU_BACK.text()));
    return lines;
  }

  /** Whether this is the choice to go back to the chat. */
  public static boolean isBack(String choice) {
    return BACK.contains(choice.strip().toLowerCase(Locale.ROOT));
  }

  /** The item of this number. */
  public static Optional<MenuItem> numbered(String choice) {
    try {
      return Optional.of(values()[Integer.parseInt(choice.strip()) - 1]);
    } catch (NumberFormatException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  /** What is said where there is none. */
  public static String noSuchChoice() {
    return Phrase.NO_SUCH_CHOICE.text(values().length);
  }
}
