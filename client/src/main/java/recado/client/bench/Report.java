package recado.client.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One result, ready to be shown: as a table to a person, as JSON to a program. */
final class Report {
  /** One line of the table, one member of the JSON object. */
  sealed interface Item {}

  /** A word or two, in the JSON object alone. */
  record Words(String key, String value) implements Item {}

  /** In the JSON object alone. */
  record Flag(String key, boolean value) implements Item {}

  record Count(Figure what, long value) implements Item {}

  /** A number with so many digits after the point. */
  record Number(Figure what, double value, int decimals) implements Item {}

  /** Percentiles of nanoseconds, shown in microseconds. */
  record Times(Figure what, Histogram nanos) implements Item {}

  /** The percentiles that are shown, as JSON and table name them; the greatest value comes last. */
  static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9);

  private final String title;
  private final List<Item> items = new ArrayList<>();
  private boolean faulty;
  private @Nullable String trouble;

  private Report(String title) {
    this.title = title;
  }

  /** An empty report of this kind of work. */
  static Report of(BenchOptions options, String work) {
    Report report = new Report(work);
    report.items.add(new Words("label", options.label()));
    report.items.add(new Words("work", work));
    return report;
  }

  Report count(Figure what, long value) {
    items.add(new Count(what, value));
    return this;
  }

  Report number(Figure what, double value, int decimals) {
    items.add(new Number(what, value, decimals));
    return this;
  }

  Report times(Figure what, Histogram nanos) {
    items.add(new Times(what, nanos));
    return this;
  }

  /** What messages were measured, and all that went wrong. */
  Report figures(Figures figures) {
    number(Figure.SECS, figures.seconds(), 2);
    count(Figure.DELIVERED, figures.delivered());
    number(Figure.RATE, figures.rate(), 1);
    times(Figure.LAT_US, figures.toReceivers());
    times(Figure.SENT_US, figures.toSent());
    if (figures.server() != null) {
      double cpu = figures.server().cpuSeconds();
      number(Figure.SERVER_CPU_US_PER_MSG, figures.microsecondsEach(cpu), 2);
      number(Figure.SERVER_CPU_CORES, cpu / figures.seconds(), 2);
      count(Figure.SERVER_RSS_KB, figures.server().residentKib());
    }
    double own = figures.ownCpuSeconds();
    number(Figure.BENCH_CPU_US_PER_MSG, figures.microsecondsEach(own), 2);
    number(Figure.BENCH_CPU_CORES, own / figures.seconds(), 2);
    return faults(figures.faults()).trouble(figures.trouble());
  }

  /** What the server did that it promised not to do; any of it makes the exit code 1. */
  Report faults(Faults faults) {
    count(Figure.LOST, faults.lost());
    count(Figure.DUP, faults.duplicates());
    count(Figure.OOO, faults.outOfOrder());
    count(Figure.STRANGE, faults.strange());
    faulty |= faults.any();
    return this;
  }

  /** What ended it early, if anything did. */
  Report trouble(@Nullable String why) {
    items.add(new Flag("complete", why == null));
    if (why != null) {
      items.add(new Words("trouble", why));
      trouble = why;
    }
    return this;
  }

  String title() {
    return title;
  }

  List<Item> items() {
    return items;
  }

  boolean faulty() {
    return faulty;
  }

  @Nullable String trouble() {
    return trouble;
  }
}
