package recado.client.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import recado.client.desk.FoldedText;
import recado.client.desk.Shown;
import recado.client.texts.Harmless;
import recado.client.texts.Language;
import recado.client.texts.Phrase;
import recado.client.texts.Times;
import recado.protocol.Event;

/** What a search has found, numbered from the newest, which is the last line. */
public final class FindLines {
  private static final int INDENT = 6;
  private static final int CHARS_BEFORE = 25;
  private static final int CHARS_BEHIND = 55;

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
    List<String> sought = FoldedText.words(found.words());
    for (int i = 0; i < found.hits().size(); i++) {
      lines.add(hit(found.hits().size() - i, found.hits().get(i), sought));
    }
    lines.add(new Paragraph(new AttributedString(Phrase.FOUND_JUMP.text(), look.quiet()), INDENT));
    return lines;
  }

  private Paragraph hit(int number, Shown.Hit hit, List<String> words) {
    Event.Message message = hit.message();
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.styled(look.quiet(), String.format(Language.inUse().locale(), "%4d  ", number));
    line.styled(look.quiet(), times.dayAndTime(message.time()) + " ");
    line.append(names.of(hit.in())).append("  ");
    line.styled(look.name(message.from()), names.of(message.from())).append(": ");
    around(words, Harmless.line(message.text().toString()), line);
    return new Paragraph(line.toAttributedString(), INDENT);
  }

  /** What stands around the first of the words, and the words themselves so that they stand out. */
  private void around(List<String> words, String text, AttributedStringBuilder line) {
    FoldedText folded = FoldedText.of(text);
    int first = next(words, folded, 0).map(FoldedText.Place::from).orElse(0);
    int from = moved(text, first, -CHARS_BEFORE);
    int end = moved(text, first, CHARS_BEHIND);
    line.append(from == 0 ? "" : "…");
    int at = from;
    Optional<FoldedText.Place> place = next(words, folded, from);
    while (place.isPresent() && place.get().to() <= end) {
      line.append(text, at, place.get().from());
      line.styled(look.found(), text.substring(place.get().from(), place.get().to()));
      at = place.get().to();
      place = next(words, folded, at);
    }
    line.append(text, at, end).append(end == text.length() ? "" : "…");
  }

  /** The next place of any of the words. */
  private static Optional<FoldedText.Place> next(List<String> words, FoldedText text, int from) {
    return words.stream()
        .flatMap(word -> text.find(word, from).stream())
        .min(Comparator.comparingInt(FoldedText.Place::from));
  }

  /** An index so many characters away, as far as there are some. */
  private static int moved(String text, int index, int characters) {
    int most =
        characters < 0 ? text.codePointCount(0, index) : text.codePointCount(index, text.length());
    int by = Math.clamp(characters, -most, most);
    return text.offsetByCodePoints(index, by);
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
