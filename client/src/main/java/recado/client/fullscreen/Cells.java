package recado.client.fullscreen;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** Lines of an exact width in columns, of which wide characters have two. Stateless. */
final class Cells {
  private Cells() {}

  /** The beginning of a line, at most so wide. */
  static AttributedString cut(AttributedString line, int columns) {
    if (line.columnLength() <= columns) {
      return line;
    }
    AttributedString cut = line.columnSubSequence(0, columns);
    // Half of a wide character is none.
    return cut.columnLength() <= columns ? cut : line.columnSubSequence(0, columns - 1);
  }

  /** The line at exactly this width: cut, or with spaces behind it. */
  static AttributedString fit(AttributedString line, int columns) {
    AttributedString cut = cut(line, columns);
    int missing = columns - cut.columnLength();
    return missing <= 0
        ? cut
        : new AttributedStringBuilder(columns)
            .append(cut)
            .append(" ".repeat(missing))
            .toAttributedString();
  }
}
