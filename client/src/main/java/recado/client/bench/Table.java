package recado.client.bench;

import java.io.PrintWriter;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import recado.client.texts.Language;

/** A report for people: a line for each item, and the times side by side below. */
final class Table {
  private static final int WORDS_WIDTH = 31;
  private static final int COLUMN_WIDTH = 11;

  private Table() {}

  static void print(Report report, PrintWriter out) {
    out.println(report.title());
    for (Report.Item item : report.items()) {
      switch (item) {
        case Report.Words _, Report.Flag _ -> {} // the title says it, or the error at the end
        case Report.Count(Figure what, long value) -> line(out, what, "%,d", value);
        case Report.Number(Figure what, double value, int decimals) ->
            line(out, what, "%,." + decimals + "f", value);
        case Report.Times _ -> {} // below
      }
    }
    printTimes(report, out);
    out.println();
    out.flush();
  }

  private static void printTimes(Report report, PrintWriter out) {
    if (report.items().stream().noneMatch(Report.Times.class::isInstance)) {
      return;
    }
    StringBuilder head = new StringBuilder(label(Saying.MICROSECONDS.text()));
    for (double percentile : Report.PERCENTILES) {
      head.append(column(JsonReport.name(percentile)));
    }
    out.println(head.append(column(Saying.GREATEST.text())));
    for (Report.Item item : report.items()) {
      if (item instanceof Report.Times(Figure what, Histogram nanos)) {
        printTimes(what, nanos, out);
      }
    }
  }

  private static void printTimes(Figure what, Histogram nanos, PrintWriter out) {
    StringBuilder line = new StringBuilder(label(what.words()));
    boolean empty = nanos.getTotalCount() == 0;
    for (double percentile : Report.PERCENTILES) {
      line.append(column(empty ? "-" : micros(nanos.getValueAtPercentile(percentile))));
    }
    out.println(line.append(column(empty ? "-" : micros(nanos.getMaxValue()))));
  }

  private static void line(PrintWriter out, Figure what, String format, Object value) {
    out.println(label(what.words()) + column(number(format, value)));
  }

  private static String label(String words) {
    return String.format(Locale.ROOT, "  %-" + WORDS_WIDTH + "s", words);
  }

  private static String column(String value) {
    return String.format(Locale.ROOT, "%" + COLUMN_WIDTH + "s", value);
  }

  private static String micros(long nanos) {
    return number("%,.0f", nanos / 1e3);
  }

  private static String number(String format, Object value) {
    return String.format(Language.inUse().locale(), format, value);
  }
}
