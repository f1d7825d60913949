package recado.client.fullscreen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import recado.client.command.CommandParser;
import recado.client.command.UsageException;
import recado.client.command.UserCommand;
import recado.client.terminal.MenuItem;
import recado.client.terminal.Paragraph;
import recado.client.texts.Phrase;

/** The menu by numbers, as questions one after the other. Screen's thread. */
final class MenuDialogue {
  private final Composer composer;
  private final Panel panel;
  private final Consumer<UserCommand> perform;

  MenuDialogue(Composer composer, Panel panel, Consumer<UserCommand> perform) {
    this.composer = composer;
    this.panel = panel;
    this.perform = perform;
  }

  void begin() {
    List<Paragraph> lines = new ArrayList<>();
    MenuItem.lines().forEach(line -> lines.add(new Paragraph(line)));
    panel.read(lines);
    composer.ask(new Question(Phrase.ASK_CHOICE.text(), false, this::chosen));
  }

  private void chosen(Optional<String> choice) {
    if (choice.isEmpty() || MenuItem.isBack(choice.get())) {
      panel.close();
      return;
    }
    Optional<MenuItem> item = MenuItem.numbered(choice.get());
    if (item.isPresent()) {
      panel.close();
      ask(item.get(), new ArrayList<>());
    } else {
      begin();
      panel.add(List.of(new Paragraph(MenuItem.noSuchChoice())));
    }
  }

  private void ask(MenuItem item, List<String> answers) {
    if (answers.size() == item.questions().size()) {
      done(item, answers);
      return;
    }
    String prompt = item.questions().get(answers.size()).text();
    composer.ask(
        new Question(
            prompt,
            false,
            answer -> {
              if (answer.isPresent()) {
                answers.add(answer.get().strip());
                ask(item, answers);
              }
            }));
  }

  private void done(MenuItem item, List<String> answers) {
    try {
      perform.accept(CommandParser.parse(item.command(answers)));
    } catch (UsageException e) {
      panel.add(List.of(new Paragraph(e.message())));
    }
  }
}
