package recado.client.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import recado.client.command.CommandParser;
import recado.client.command.UsageException;
import recado.client.command.UserCommand;
import recado.client.texts.Phrase;

/**
 * The client by numbers, for those who would rather choose than type. Used by the keyboard's
 * thread.
 */
final class Menu {
  private final Screen screen;
  private final Consumer<String> complain;

  Menu(Screen screen, Consumer<String> complain) {
    this.screen = screen;
    this.complain = complain;
  }

  /**
   * Asks until the person goes back.
   *
   * @return whether they want to leave the program
   */
  boolean run(Consumer<UserCommand> perform) {
    show();
    while (true) {
      Optional<String> choice = screen.ask(Phrase.ASK_CHOICE.text());
      if (choice.isEmpty() || MenuItem.isBack(choice.get())) {
        return false;
      }
      if (choice.get().isBlank()) {
        show();
        continue;
      }
      Optional<UserCommand> command = item(choice.get()).flatMap(this::command);
      if (command.isPresent() && command.get() instanceof UserCommand.Quit) {
        return true;
      }
      command.ifPresent(perform);
    }
  }

  private void show() {
    MenuItem.lines().forEach(screen::print);
  }

  private Optional<MenuItem> item(String choice) {
    Optional<MenuItem> item = MenuItem.numbered(choice);
    if (item.isEmpty()) {
      complain.accept(MenuItem.noSuchChoice());
    }
    return item;
  }

  private Optional<UserCommand> command(MenuItem item) {
    List<String> answers = new ArrayList<>();
    for (Phrase question : item.questions()) {
      Optional<String> answer = screen.ask(question.text());
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      answers.add(answer.get().strip());
    }
    try {
      return Optional.of(CommandParser.parse(item.command(answers)));
    } catch (UsageException e) {
      complain.accept(e.message());
      return Optional.empty();
    }
  }
}
