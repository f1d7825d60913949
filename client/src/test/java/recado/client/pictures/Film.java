package recado.client.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What several terminals, side by side, show one moment after the other, as an animated SVG that
 * begins again at its end. A row is written once for each time that it changes.
 */
final class Film {
  private static final int GAP = 12;
  private static final double SECONDS_AT_THE_END = 4;

  private record Moment(double seconds, List<ScreenPicture> screens) {}

  private final List<Moment> moments = new ArrayList<>();

  /**
   * Adds what is shown from this second on; all moments have the same screens in the same sizes.
   */
  void add(double seconds, List<ScreenPicture> screens) {
    moments.add(new Moment(seconds, List.copyOf(screens)));
  }

  String svg(String words) {
    List<ScreenPicture> first = moments.getFirst().screens();
    double width = first.stream().mapToDouble(screen -> screen.width() + GAP).sum() - GAP;
    int height = first.stream().mapToInt(ScreenPicture::height).max().orElseThrow();
    double end = moments.getLast().seconds() + SECONDS_AT_THE_END;
    StringBuilder svg = new StringBuilder(ScreenPicture.head(width, height, words));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect width=\"0\" height=\"0\"><animate id=\"film\" attributeName=\"x\" from=\"0\""
                + " to=\"0\" dur=\"%.2fs\" begin=\"0s;film.end\"/></rect>%n",
            end));
    double left = 0;
    for (int i = 0; i < first.size(); i++) {
      ScreenPicture screen = first.get(i);
      svg.append(String.format(Locale.ROOT, "<g transform=\"translate(%.1f 0)\">%n", left));
      svg.append(ScreenPicture.frame(screen.width(), screen.height()));
      rows(i, end, svg);
      svg.append("</g>\n");
      left += screen.width() + GAP;
    }
    return svg.append("</svg>\n").toString();
  }

  private void rows(int screen, double end, StringBuilder svg) {
    List<List<String>> drawn =
        moments.stream().map(moment -> moment.screens().get(screen).drawnRows()).toList();
    for (int row = 0; row < drawn.getFirst().size(); row++) {
      int number = row;
      List<String> changes = drawn.stream().map(rows -> rows.get(number)).toList();
      row(changes, ScreenPicture.MARGIN + row * ScreenPicture.CELL_HEIGHT, end, svg);
    }
  }

  /**
   * Each content of a row, seen from its moment to that of the next; the last one also where
   * nothing moves.
   */
  private void row(List<String> changes, int y, double end, StringBuilder svg) {
    int from = 0;
    while (from < changes.size()) {
      int to = from + 1;
      while (to < changes.size() && changes.get(to).equals(changes.get(from))) {
        to++;
      }
      double begin = moments.get(from).seconds();
      double until = to < changes.size() ? moments.get(to).seconds() : end;
      if (!changes.get(from).isEmpty()) {
        boolean last = to == changes.size();
        String hidden = last ? "" : " visibility=\"hidden\"";
        String set = last ? set("hidden", 0, begin) : set("visible", begin, until);
        svg.append(
            String.format(
                Locale.ROOT,
                "<g transform=\"translate(%d %d)\"%s>%s%s</g>%n",
                ScreenPicture.MARGIN,
                y,
                hidden,
                set,
                changes.get(from)));
      }
      from = to;
    }
  }

  /** For so long, in seconds of the film; nothing if that is no time. */
  private static String set(String visibility, double begin, double until) {
    return until <= begin
        ? ""
        : String.format(
            Locale.ROOT,
            "<set attributeName=\"visibility\" to=\"%s\" begin=\"film.begin+%.2fs\""
                + " dur=\"%.2fs\"/>",
            visibility,
            begin,
            until - begin);
  }
}
