package recado.client.fullscreen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;
import recado.client.desk.Shown;
import recado.client.terminal.Paragraph;

/**
 * Answers and notices, over the lower part of the conversation until they are put away. Of a search
 * one hit is chosen. Owned by the screen's thread.
 */
final class Panel {
  /** Lines for so many columns and, if that can be done, at most so many rows. */
  interface Sheet {
    List<AttributedString> lines(int columns, int rows);
  }

  private static final int MOST_PARAGRAPHS = 500;

  private final List<Paragraph> paragraphs = new ArrayList<>();
  private List<Shown.Hit> hits = List.of();
  private @Nullable Sheet sheet; // in place of paragraphs
  private int firstHit; // paragraph
  private int chosen;
  private int hiddenBelow; // rows
  private int rowsShown;
  private int rowsInAll;

  boolean isEmpty() {
    return paragraphs.isEmpty() && sheet == null;
  }

  void close() {
    paragraphs.clear();
    hits = List.of();
    sheet = null;
    hiddenBelow = 0;
  }

  void add(List<Paragraph> more) {
    sheet = null;
    paragraphs.addAll(more);
    while (paragraphs.size() > MOST_PARAGRAPHS) {
      paragraphs.removeFirst();
      firstHit--;
    }
    hiddenBelow = 0;
  }

  /** Lines to be read from the beginning, in place of what is there. */
  void read(List<Paragraph> lines) {
    close();
    add(lines);
    hiddenBelow = Integer.MAX_VALUE;
  }

  /** The same, over all the width, of something that suits itself to the room. */
  void read(Sheet lines) {
    close();
    sheet = lines;
    hiddenBelow = Integer.MAX_VALUE;
  }

  /** Whether what is there is read better where nothing stands beside it. */
  boolean wantsWidth() {
    return sheet != null;
  }

  /** What a search has found: a heading, a paragraph for each hit, and more. */
  void hits(List<Shown.Hit> found, List<Paragraph> lines) {
    close();
    add(lines);
    hits = found;
    firstHit = 1;
    chosen = found.size() - 1;
  }

  boolean hasHits() {
    return !hits.isEmpty();
  }

  /** The number of the chosen hit, 1 being the newest. */
  Optional<Integer> chosen() {
    return hits.isEmpty() ? Optional.empty() : Optional.of(hits.size() - chosen);
  }

  void choose(int by) {
    chosen = Math.clamp(chosen + by, 0, hits.size() - 1);
  }

  private void scroll(int by) {
    hiddenBelow = Math.clamp((long) hiddenBelow - by, 0, Math.max(0, rowsInAll - rowsShown));
  }

  /** Moves by most of what is shown. */
  void page(int by) {
    scroll(by * Math.max(1, rowsShown - 1));
  }

  /** At most so many rows. */
  List<AttributedString> rows(int most, int columns) {
    List<AttributedString> rows = new ArrayList<>();
    if (sheet != null) {
      sheet.lines(columns, most).forEach(line -> rows.add(Cells.cut(line, columns)));
    }
    int chosenRow = -1;
    for (int i = 0; i < paragraphs.size(); i++) {
      boolean isChosen = hasHits() && i == firstHit + chosen;
      if (isChosen) {
        chosenRow = rows.size();
      }
      for (AttributedString line : paragraphs.get(i).lines(columns)) {
        AttributedString row = Cells.cut(Steady.of(line), columns);
        rows.add(isChosen ? new AttributedString(row.toString(), AttributedStyle.INVERSE) : row);
      }
    }
    rowsInAll = rows.size();
    rowsShown = Math.min(most, rowsInAll);
    hiddenBelow = Math.clamp(hiddenBelow, 0, rowsInAll - rowsShown);
    if (chosenRow >= 0) {
      int lowest = rowsInAll - hiddenBelow - 1;
      int highest = lowest - rowsShown + 1;
      if (chosenRow < highest) {
        hiddenBelow += highest - chosenRow;
      } else if (chosenRow > lowest) {
        hiddenBelow -= chosenRow - lowest;
      }
    }
    int end = rowsInAll - hiddenBelow;
    return rows.subList(end - rowsShown, end);
  }
}
