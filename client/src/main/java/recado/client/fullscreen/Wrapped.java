package recado.client.fullscreen;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * The text being written, broken into rows at any character, as a terminal does; and where the
 * cursor is. Immutable.
 *
 * @param cursorColumn in columns, which a wide character has two of
 */
record Wrapped(List<String> rows, int cursorRow, int cursorColumn) {
  /** Keeps a copy. */
  Wrapped {
    rows = List.copyOf(rows);
  }

  /**
   * Breaks a text.
   *
   * @param cursor its place, in code points
   * @param columns how wide the rows may be; the cursor needs one more behind a full row
   */
  static Wrapped of(String text, int cursor, int columns) {
    List<String> rows = new ArrayList<>();
    StringBuilder row = new StringBuilder();
    int width = 0;
    int cursorRow = 0;
    int cursorColumn = 0;
    int place = 0;
    int before = 0;
    for (int i = 0; i < text.length(); place++) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean leftOut = c == '\n' || Steady.isLeftOut(c, before);
      int itsWidth = leftOut ? 0 : Math.max(0, WCWidth.wcwidth(c));
      if (width + itsWidth > columns) {
        rows.add(row.toString());
        row.setLength(0);
        width = 0;
      }
      if (place == cursor) {
        cursorRow = rows.size();
        cursorColumn = width;
      }
      if (c == '\n') {
        rows.add(row.toString());
        row.setLength(0);
        width = 0;
      } else if (!leftOut) {
        row.appendCodePoint(c);
        width += itsWidth;
        before = c;
      }
    }
    if (place <= cursor) {
      if (width == columns) {
        rows.add(row.toString());
        row.setLength(0);
        width = 0;
      }
      cursorRow = rows.size();
      cursorColumn = width;
    }
    rows.add(row.toString());
    return new Wrapped(rows, cursorRow, cursorColumn);
  }

  /** So many rows, those around the cursor. */
  Wrapped around(int count) {
    int first = Math.clamp(cursorRow - count + 1, 0, Math.max(0, rows.size() - count));
    List<String> some = rows.subList(first, Math.min(rows.size(), first + count));
    return new Wrapped(some, cursorRow - first, cursorColumn);
  }
}
