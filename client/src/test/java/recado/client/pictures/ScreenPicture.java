package recado.client.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.ScreenTerminal;

/**
 * What a terminal shows at one moment, as SVG. Each row is drawn on its own, its upper edge at 0,
 * so that a {@link Film} can show a row for as long as it stays the same. Immutable.
 */
public final class ScreenPicture {
  static final double CELL_WIDTH = 8.4;
  static final int CELL_HEIGHT = 18;
  static final int MARGIN = 10;

  private static final int BASELINE = 13;
  private static final int FONT_SIZE = 14;
  private static final String PAPER = "#16181d";
  private static final String INK = "#d7dae0";

  private final long[] cells;
  private final int columns;
  private final int rows;
  private final int cursorColumn;
  private final int cursorRow;

  /** Of these cells, row by row, as {@link ScreenTerminal#dump} gives them. */
  public ScreenPicture(long[] cells, int columns, int rows, int cursorColumn, int cursorRow) {
    this.cells = cells.clone();
    this.columns = columns;
    this.rows = rows;
    this.cursorColumn = cursorColumn;
    this.cursorRow = cursorRow;
  }

  double width() {
    return columns * CELL_WIDTH + 2 * MARGIN;
  }

  int height() {
    return rows * CELL_HEIGHT + 2 * MARGIN;
  }

  /** The picture as a file of its own, with these words for those who cannot see it. */
  public String svg(String words) {
    StringBuilder svg = new StringBuilder(head(width(), height(), words));
    svg.append(frame(width(), height()));
    List<String> drawn = drawnRows();
    for (int row = 0; row < rows; row++) {
      if (!drawn.get(row).isEmpty()) {
        svg.append(at(MARGIN, MARGIN + row * CELL_HEIGHT, drawn.get(row)));
      }
    }
    return svg.append("</svg>\n").toString();
  }

  static String head(double width, double height, String words) {
    return String.format(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$.0f %2$.0f\" width=\"%1$.0f\""
            + " role=\"img\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\""
            + " font-size=\"%3$d\" fill=\"%4$s\">\n<title>%5$s</title>\n"
            + "<style>text{white-space:pre}</style>\n",
        width,
        height,
        FONT_SIZE,
        INK,
        escaped(words));
  }

  static String frame(double width, int height) {
    return String.format(
        Locale.ROOT,
        "<rect width=\"%.1f\" height=\"%d\" rx=\"6\" fill=\"%s\"/>%n",
        width,
        height,
        PAPER);
  }

  static String at(double x, int y, String drawn) {
    return String.format(Locale.ROOT, "<g transform=\"translate(%.1f %d)\">%s</g>%n", x, y, drawn);
  }

  /** The rows, each with its upper left corner at 0; empty where nothing is. */
  List<String> drawnRows() {
    List<String> drawn = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      drawn.add(drawnRow(row));
    }
    return drawn;
  }

  private String drawnRow(int row) {
    StringBuilder svg = new StringBuilder();
    int from = 0;
    while (from < columns) {
      int to = from + 1;
      while (to < columns && look(row, to) == look(row, from)) {
        to++;
      }
      run(row, from, to, svg);
      from = to;
    }
    if (row == cursorRow) {
      svg.append(rectangle(cursorColumn, cursorColumn + 1, INK, " opacity=\"0.5\""));
    }
    return svg.toString();
  }

  /** All of a cell but its character; blanks look like their neighbours where that is the same. */
  private long look(int row, int column) {
    return ScreenTerminal.cellAttr(cells[row * columns + column]);
  }

  private void run(int row, int from, int to, StringBuilder svg) {
    long cell = cells[row * columns + from];
    boolean inverse = ScreenTerminal.cellInverse(cell);
    String ink =
        ScreenTerminal.cellHasForeground(cell) ? colour(ScreenTerminal.cellForeground(cell)) : INK;
    if (inverse) {
      svg.append(rectangle(from, to, ink, ""));
    } else if (ScreenTerminal.cellHasBackground(cell)) {
      svg.append(rectangle(from, to, colour(ScreenTerminal.cellBackground(cell)), ""));
    }
    String style =
        (ScreenTerminal.cellBold(cell) ? " font-weight=\"bold\"" : "")
            + (ScreenTerminal.cellDim(cell) ? " opacity=\"0.6\"" : "")
            + (inverse
                ? " fill=\"" + PAPER + "\""
                : ink.equals(INK) ? "" : " fill=\"" + ink + "\"");
    words(row, from, to, style, svg);
    if (ScreenTerminal.cellUnderline(cell)) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"1\" opacity=\"0.4\"/>",
              from * CELL_WIDTH,
              CELL_HEIGHT - 2,
              (to - from) * CELL_WIDTH));
    }
  }

  /** Word by word, each where its cells are, whatever font it is drawn with. */
  private void words(int row, int from, int to, String style, StringBuilder svg) {
    int at = from;
    while (at < to) {
      if (character(row, at) == ' ') {
        at++;
        continue;
      }
      int end = at;
      StringBuilder word = new StringBuilder();
      while (end < to && character(row, end) != ' ') {
        int c = character(row, end);
        if (c != 0) { // the second half of a wide character
          word.appendCodePoint(c);
        }
        end++;
      }
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\"%s>%s</text>",
              at * CELL_WIDTH,
              BASELINE,
              (end - at) * CELL_WIDTH,
              style,
              escaped(word.toString())));
      at = end;
    }
  }

  private int character(int row, int column) {
    return ScreenTerminal.cellCodePoint(cells[row * columns + column]);
  }

  private static String rectangle(int from, int to, String fill, String more) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%.1f\" width=\"%.1f\" height=\"%d\" fill=\"%s\"%s/>",
        from * CELL_WIDTH,
        (to - from) * CELL_WIDTH,
        CELL_HEIGHT,
        fill,
        more);
  }

  private static String colour(int cellColour) {
    return String.format("#%06x", ScreenTerminal.cellColorRgb(cellColour) & 0xffffff);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
