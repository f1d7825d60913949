package recado.client.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import recado.client.desk.Alert;
import recado.client.desk.Face;
import recado.client.desk.Shown;
import recado.client.desk.Standing;
import recado.client.desk.Status;
import recado.client.local.Contacts;
import recado.client.texts.Phrase;
import recado.protocol.Conversation;
import recado.protocol.UserName;

/**
 * The face that scrolls: every piece of news is printed above the line being typed, and stays.
 *
 * <p>The desk's thread calls {@link Face}'s methods. What the keyboard's thread may ask for is
 * handed over as immutable values.
 */
public final class LineFace implements Face {
  /** So long a tick may wait for others that make it needless. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private static final int MAX_PROMPT_NAME_CHARS = 20;

  private final Screen screen;
  private final Names names;
  private final ShownLines lines;
  private final QuietTicks ticks;
  private final AlertLines alerts;
  private final Standings standings;
  private volatile Status status = Status.NONE;

  /** The face of this person, on this screen. */
  public LineFace(Screen screen, UserName me, Contacts contacts) {
    this.screen = screen;
    standings = new Standings(screen::interrupt);
    names = new Names(me, contacts);
    lines = new ShownLines(names, screen.look());
    ticks = new QuietTicks(MOMENT, this::print);
    alerts = new AlertLines(names);
  }

  // ---- the desk's thread

  @Override
  public void show(Shown what) {
    List<Paragraph> paragraphs = lines.of(what);
    if (what instanceof Shown.Ticked ticked && screen.isInteractive()) {
      paragraphs.forEach(words -> ticks.take(ticked, words)); // a pipe may have ended in a moment
    } else {
      print(paragraphs);
    }
  }

  private void print(List<Paragraph> paragraphs) {
    List<AttributedString> printed = new ArrayList<>();
    int columns = screen.columns();
    for (Paragraph paragraph : paragraphs) {
      printed.addAll(paragraph.lines(columns));
    }
    screen.print(printed);
  }

  @Override
  public void status(Status now) {
    status = now;
    screen.prompt(prompt(now));
  }

  private String prompt(Status now) {
    StringBuilder prompt = new StringBuilder();
    if (!now.online()) {
      prompt.append(
          now.waiting() == 0
              ? Phrase.PROMPT_OFFLINE.text()
              : Phrase.PROMPT_OFFLINE_WAITING.text(now.waiting()));
      prompt.append(' ');
    }
    if (now.unread() > 0) {
      prompt.append(Phrase.PROMPT_UNREAD.text(now.unread())).append(' ');
    }
    Conversation open = now.open();
    String name = open == null ? Phrase.PROMPT.text() : names.of(open);
    int end = Math.min(name.length(), MAX_PROMPT_NAME_CHARS);
    return prompt.append(name, 0, end).append("> ").toString();
  }

  @Override
  public void alert(Alert alert) {
    screen.call(alerts.title(alert), alerts.body(alert));
  }

  @Override
  public void standing(Standing standing) {
    standings.changed(standing);
  }

  // ---- the keyboard's thread

  /** Shows at once what was held back for a moment. */
  void tellAll() {
    ticks.tellAll();
  }

  /** How things are. Any thread. */
  public Status status() {
    return status;
  }

  Standings standings() {
    return standings;
  }
}
