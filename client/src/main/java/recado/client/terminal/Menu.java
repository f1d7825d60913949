package recado.client.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The client by numbers, for those who would rather choose than type: every item is a command with
 * its blanks filled in by questions. Used by the keyboard's thread.
 */
final class Menu {
  /** What can be chosen; {@code %s} in the command is filled with the answer to a question. */
  private enum Item {
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

    private final String command;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it
    private final List<Phrase> questions;

    Item(String command, Phrase... questions) {
      this.command = command;
      this.questions = List.of(questions);
    }
  }

  private static final List<Item> ITEMS = List.of(Item.values()); // numbered from 1
  private static final Set<String> BACK = Set.of("0", "q");

  private final Screen screen;
  private final Consumer<String> complain;

  Menu(Screen screen, Consumer<String> complain) {
    this.screen = screen;
    this.complain = complain;
  }

  /**
   * Lets the person choose until they go back, and hands on what they chose.
   *
   * @return whether they want to leave the client
   */
  boolean run(Consumer<UserCommand> perform) {
    show();
    while (true) {
      Optional<String> choice = screen.ask(Phrase.ASK_CHOICE.text());
      if (choice.isEmpty() || isBack(choice.get())) {
        return false;
      }
      if (choice.get().isBlank()) {
        show();
        continue;
      }
      Optional<UserCommand> command = item(choice.get().strip()).flatMap(this::command);
      if (command.isPresent() && command.get() instanceof UserCommand.Quit) {
        return true;
      }
      command.ifPresent(perform);
    }
  }

  private static boolean isBack(String choice) {
    return BACK.contains(choice.strip().toLowerCase(Locale.ROOT));
  }

  private void show() {
    screen.print(Phrase.MENU.text());
    for (int i = 0; i < ITEMS.size(); i++) {
      String text = Phrase.named("MENU_" + ITEMS.get(i).name());
      screen.print(Phrase.MENU_ITEM.text(i + 1, text));
    }
    screen.print(Phrase.MENU_ITEM.text(0, Phrase.MENU_BACK.text()));
  }

  private Optional<Item> item(String choice) {
    try {
      return Optional.of(ITEMS.get(Integer.parseInt(choice) - 1));
    } catch (NumberFormatException | IndexOutOfBoundsException _) {
      complain.accept(Phrase.NO_SUCH_CHOICE.text(ITEMS.size()));
      return Optional.empty();
    }
  }

  private Optional<UserCommand> command(Item item) {
    List<String> answers = new ArrayList<>();
    for (Phrase question : item.questions) {
      Optional<String> answer = screen.ask(question.text());
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      answers.add(answer.get().strip());
    }
    try {
      return Optional.of(CommandParser.parse(item.command.formatted(answers.toArray())));
    } catch (UsageException e) {
      complain.accept(e.message());
      return Optional.empty();
    }
  }
}
