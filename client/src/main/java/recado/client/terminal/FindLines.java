package recado.client.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import recado.client.desk.Shown;
import recado.client.texts.Harmless;
import recado.client.texts.Language;
import recado.client.texts.Phrase;
import recado.client.texts.Times;
import recado.protocol.Event;

/** What a search has found, numbered from the newest, which is the last line. */
public final class FindLines {
  private static final int INDENT = 6;
  private static final int CHARS_AROUND = 60;

  private final Names names;
  private final Look look;
  private final Times times;
  private final MessageLines messages;

  /** Lines of this look. */
  public FindLines(Names names, Look look, Times times, MessageLines messages) {
    this.names = names;
    this.look = look;
    this.times = times;
    this.messages = messages;
  }

  /** A line for each hit, with how to go there. */
  public List<Paragraph> found(Shown.Found found) {
    List<Paragraph> lines = new ArrayList<>();
    String words = Harmless.line(found.words());
    if (found.hits().isEmpty()) {
      lines.add(new Paragraph(Phrase.FOUND_NOTHING.text(words)));
      return lines;
    }
    Phrase heading = found.more() ? Phrase.FOUND_MORE : Phrase.FOUND;
    lines.add(new Paragraph(heading.text(words, found.hits().size())));
    for (int i = 0; i < found.hits().size(); i++) {
      lines.add(hit(found.hits().size() - i, found.hits().get(i)));
    }
    lines.add(new Paragraph(new AttributedString(Phrase.FOUND_JUMP.text(), look.quiet()), INDENT));
    return lines;
  }

  private Paragraph hit(int number, Shown.Hit hit) {
    Event.Message message = hit.message();
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.styled(look.quiet(), String.format(Language.inUse().locale(), "%4d  ", number));
    line.styled(look.quiet(), times.dayAndTime(message.time()) + " ");
    line.append(names.of(hit.in())).append("  ");
    line.styled(look.name(message.from()), names.of(message.from())).append(": ");
    line.append(beginning(message.text().toString()));
    return new Paragraph(line.toAttributedString(), INDENT);
  }

  private static String beginning(String text) {
    String line = Harmless.line(text);
    int count = line.codePointCount(0, line.length());
    int end = line.offsetByCodePoints(0, Math.min(CHARS_AROUND, count));
    return end == line.length() ? line : line.substring(0, end) + "…";
  }

  /** A hit among what was said before and after it. */
  public List<Paragraph> jumped(Shown.Jumped jumped) {
    List<Paragraph> lines = new ArrayList<>();
    Shown.Hit hit = jumped.hit();
    lines.add(quiet(Phrase.AROUND.text(names.of(hit.in()))));
    for (Shown.Past past : jumped.around()) {
      if (past.entry().equals(hit.message())) {
        lines.add(quiet(Phrase.HERE.text()));
      }
      lines.addAll(messages.past(hit.in(), past));
    }
    lines.add(quiet(Phrase.HISTORY_END.text()));
    return lines;
  }

  private Paragraph quiet(String text) {
    return new Paragraph(new AttributedString(text, look.quiet()), 2);
  }
}
