package recado.client.fullscreen;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import recado.client.desk.Shown;
import recado.client.desk.Window;
import recado.client.local.Unsent.Waiting;
import recado.client.terminal.Look;
import recado.client.terminal.MessageLines;
import recado.client.terminal.Names;
import recado.client.terminal.Paragraph;
import recado.client.texts.Harmless;
import recado.client.texts.Phrase;
import recado.client.texts.Times;
import recado.protocol.Event;

/**
 * Makes rows of a window: a line where a day begins, a line where the news begin, the messages with
 * their ticks, and what waits to be sent. Used by the screen's thread.
 */
final class Rows {
  private static final int INDENT = 6;

  private final Names names;
  private final Look look;
  private final Times times;
  private final MessageLines messages;

  Rows(Names names, Look look) {
    this.names = names;
    this.look = look;
    ZoneId zone = ZoneId.systemDefault();
    times = new Times(zone, LocalDate.now(zone));
    messages = new MessageLines(names, look, times);
  }

  /**
   * All rows of a window, oldest first.
   *
   * @param newsFrom the position of the first message that is new; none if it is not in the window
   * @param found the position of a message that was looked for; the same
   */
  List<Row> of(Window window, int columns, int newsFrom, int found) {
    List<Row> rows = new ArrayList<>();
    String dayBefore = "";
    for (int i = 0; i < window.lines().size(); i++) {
      Shown.Past past = window.lines().get(i);
      int position = window.from() + i;
      List<Paragraph> paragraphs = new ArrayList<>();
      String day = times.day(past.entry().time());
      if (!day.equals(dayBefore)) {
        paragraphs.add(separator(day, columns));
        dayBefore = day;
      }
      if (position == newsFrom) {
        paragraphs.add(news(columns));
      }
      paragraphs.add(entry(window, past, position == found));
      add(position, paragraphs, columns, rows);
    }
    for (int i = 0; i < window.waiting().size(); i++) {
      List<Paragraph> waiting = List.of(waiting(window.waiting().get(i)));
      add(window.size() + i, waiting, columns, rows);
    }
    return rows;
  }

  private static void add(int position, List<Paragraph> paragraphs, int columns, List<Row> rows) {
    int part = 0;
    for (Paragraph paragraph : paragraphs) {
      Paragraph steady = new Paragraph(Steady.of(paragraph.text()), paragraph.indent());
      for (AttributedString line : steady.lines(columns)) {
        for (AttributedString piece : broken(line, columns)) {
          rows.add(new Row(position, part++, piece));
        }
      }
    }
  }

  /** What has no spaces is longer than the row: here it cannot stay whole. */
  private static List<AttributedString> broken(AttributedString line, int columns) {
    if (line.columnLength() <= columns) {
      return List.of(line);
    }
    return line.columnSplitLength(columns);
  }

  private Paragraph entry(Window window, Shown.Past past, boolean found) {
    return switch (past.entry()) {
      case Event.Message message -> {
        Paragraph line =
            messages.line(new Shown.Message(window.conversation(), message, past.tick(), true));
        yield found ? marked(line) : line;
      }
      case Event.GroupEvent event -> quiet(messages.line(event));
      case Event.Receipt _ -> throw new IllegalStateException("a receipt has no position");
    };
  }

  private static Paragraph marked(Paragraph line) {
    AttributedStringBuilder marked = new AttributedStringBuilder();
    int end = Math.min(INDENT - 1, line.text().length());
    marked.styled(AttributedStyle.INVERSE, line.text().subSequence(0, end));
    marked.append(line.text(), end, line.text().length());
    return new Paragraph(marked.toAttributedString(), line.indent());
  }

  private Paragraph quiet(Paragraph line) {
    return new Paragraph(new AttributedString(line.text().toString(), look.quiet()), line.indent());
  }

  private Paragraph separator(String day, int columns) {
    return new Paragraph(new AttributedString(centred(day, columns), look.quiet()), 0);
  }

  private Paragraph news(int columns) {
    String text = centred(Phrase.NEWS_BEGIN.text(), columns);
    return new Paragraph(new AttributedString(text, look.warning()), 0);
  }

  private static String centred(String text, int columns) {
    int left = Math.max(0, (columns - text.length() - 4) / 2);
    return " ".repeat(left) + "— " + text + " —";
  }

  private Paragraph waiting(Waiting message) {
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.styled(look.quiet(), times.time(message.time()) + " ");
    line.styled(look.own(), names.of(names.me())).append(": ");
    line.append(Harmless.text(message.text().toString())).append(" ");
    line.styled(look.quiet(), look.signs() ? "…" : Phrase.MARK_WAITING.text());
    return new Paragraph(line.toAttributedString(), INDENT);
  }
}
