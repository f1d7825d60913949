package recado.client.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Something to print that may be longer than a line. All its lines but the first are indented, so
 * that nobody's text can look like a message of somebody else's.
 *
 * @param text may have line feeds
 * @param indent in columns
 */
public record Paragraph(AttributedString text, int indent) {
  /** Below this, a line is left to the terminal to break. */
  private static final int LEAST_ROOM_FOR_TEXT = 8;

  public Paragraph(String text) {
    this(new AttributedString(text), 2);
  }

  /**
   * The lines, broken between words where they are wider than so many columns. What has no spaces,
   * as an address on the web, stays whole: broken it could not be copied. With 0 columns only line
   * feeds break.
   */
  public List<AttributedString> lines(int columns) {
    List<AttributedString> lines = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      if (end == text.length() || text.charAt(end) == '\n') {
        wrap(text.subSequence(start, end), columns, lines);
        start = end + 1;
      }
    }
    return lines;
  }

  private void wrap(AttributedString line, int columns, List<AttributedString> lines) {
    AttributedString rest = line;
    while (true) {
      int room = columns - (lines.isEmpty() ? 0 : indent);
      int end = columns == 0 ? rest.length() : endOfLine(rest, Math.max(room, LEAST_ROOM_FOR_TEXT));
      add(rest.subSequence(0, end), lines);
      if (end == rest.length()) {
        return;
      }
      rest = rest.subSequence(end + 1, rest.length()); // without the space
    }
  }

  private void add(AttributedString line, List<AttributedString> lines) {
    if (lines.isEmpty()) {
      lines.add(line);
      return;
    }
    AttributedStringBuilder indented = new AttributedStringBuilder(indent + line.length());
    lines.add(indented.append(" ".repeat(indent)).append(line).toAttributedString());
  }

  /** The last space before which the words fit; the first one, or the end, if not even one does. */
  private static int endOfLine(AttributedString line, int room) {
    int width = 0;
    int wordStart = 0;
    int lastSpace = -1;
    for (int i = 0; i <= line.length(); i++) {
      if (i == line.length() || line.charAt(i) == ' ') {
        width += line.subSequence(wordStart, i).columnLength();
        if (width > room) {
          return lastSpace >= 0 ? lastSpace : i;
        }
        lastSpace = i;
        wordStart = i;
      }
    }
    return line.length();
  }
}
