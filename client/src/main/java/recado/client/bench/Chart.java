package recado.client.bench;

import java.util.List;
import java.util.Locale;

/** Lines through points, as SVG text that can be read on a light and on a dark page. */
record Chart(String title, Axis across, Axis up, List<Chart.Series> series) {
  /** One line of the chart; a style of 0 is solid, others are dashed. */
  record Series(String name, int colour, int style, List<Point> points) {}

  record Point(double x, double y) {}

  private static final int WIDTH = 800;
  private static final int HEIGHT = 480;
  private static final int LEFT = 96; // room for "1,000,000" and the label beside it
  private static final int RIGHT = 200;
  private static final int TOP = 48;
  private static final int BOTTOM = 60;
  private static final int LEGEND_LINE = 22;
  private static final int COLOURS = 6;
  private static final int STYLES = 4;

  // The colours can be told apart by people who do not see red or green: Okabe and Ito, 2008.
  private static final String STYLE =
      """
      <style>
        svg { background: #ffffff; font: 13px sans-serif; }
        text { fill: #222222; } .title { font-size: 17px; font-weight: bold; }
        .grid { stroke: #dddddd; } .axis { stroke: #222222; }
        .line { fill: none; stroke-width: 2; }
        .c0 { stroke: #0072b2; } .c1 { stroke: #d55e00; } .c2 { stroke: #009e73; }
        .c3 { stroke: #cc79a7; } .c4 { stroke: #b8860b; } .c5 { stroke: #56b4e9; }
        .s1 { stroke-dasharray: 7 4; } .s2 { stroke-dasharray: 2 4; }
        .s3 { stroke-dasharray: 10 3 2 3; }
        circle { fill: #ffffff; stroke-width: 2; }
        @media (prefers-color-scheme: dark) {
          svg { background: #16181c; } text { fill: #e6e6e6; } circle { fill: #16181c; }
          .grid { stroke: #3a3d42; } .axis { stroke: #e6e6e6; } .c0 { stroke: #4aa8e0; }
        }
      </style>
      """;

  String toSvg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img">
        <title>%s</title>
        """
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT, escaped(title)));
    svg.append(STYLE);
    svg.append(text(LEFT, 28, "start", title, " class=\"title\""));
    addAcross(svg);
    addUp(svg);
    for (int i = 0; i < series.size(); i++) {
      addLine(svg, series.get(i));
      addLegend(svg, series.get(i), TOP + 10 + i * LEGEND_LINE);
    }
    return svg.append("</svg>\n").toString();
  }

  private void addAcross(StringBuilder svg) {
    int bottom = HEIGHT - BOTTOM;
    for (double tick : across.ticks()) {
      svg.append(stroke("grid", "M%s %sV%s".formatted(digits(x(tick)), TOP, bottom)));
      svg.append(text(x(tick), bottom + 20, "middle", Axis.format(tick), ""));
    }
    svg.append(stroke("axis", "M%s %sH%s".formatted(LEFT, bottom, WIDTH - RIGHT)));
    svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16, "middle", across.label(), ""));
  }

  private void addUp(StringBuilder svg) {
    for (double tick : up.ticks()) {
      svg.append(stroke("grid", "M%s %sH%s".formatted(LEFT, digits(y(tick)), WIDTH - RIGHT)));
      svg.append(text(LEFT - 8, y(tick) + 4, "end", Axis.format(tick), ""));
    }
    svg.append(stroke("axis", "M%s %sV%s".formatted(LEFT, TOP, HEIGHT - BOTTOM)));
    int middle = (TOP + HEIGHT - BOTTOM) / 2;
    String turned = " transform=\"translate(14 %s) rotate(-90)\"".formatted(middle);
    svg.append(text(0, 0, "middle", up.label(), turned));
  }

  private void addLine(StringBuilder svg, Series line) {
    StringBuilder path = new StringBuilder();
    for (Point point : line.points()) {
      path.append(path.isEmpty() ? 'M' : 'L');
      path.append(digits(x(point.x()))).append(' ').append(digits(y(point.y())));
    }
    svg.append(stroke(styled(line), path.toString()));
    for (Point point : line.points()) {
      String said = line.name() + ": " + Axis.format(point.x()) + ", " + Axis.format(point.y());
      svg.append(
          """
          <circle class="c%s" cx="%s" cy="%s" r="3.5"><title>%s</title></circle>
          """
              .formatted(
                  line.colour() % COLOURS,
                  digits(x(point.x())),
                  digits(y(point.y())),
                  escaped(said)));
    }
  }

  private static void addLegend(StringBuilder svg, Series line, int y) {
    int x = WIDTH - RIGHT + 16;
    svg.append(stroke(styled(line), "M" + x + " " + y + "h30"));
    svg.append(text(x + 38, y + 4, "start", line.name(), ""));
  }

  private static String styled(Series line) {
    return "line c" + line.colour() % COLOURS + " s" + line.style() % STYLES;
  }

  private static String stroke(String classes, String path) {
    return "<path class=\"%s\" d=\"%s\"/>\n".formatted(classes, path);
  }

  private static String text(double x, double y, String anchor, String words, String more) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\"%s>%s</text>\n"
        .formatted(digits(x), digits(y), anchor, more, escaped(words));
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private double x(double value) {
    return LEFT + across.position(value) * (WIDTH - RIGHT - LEFT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - up.position(value) * (HEIGHT - BOTTOM - TOP);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
