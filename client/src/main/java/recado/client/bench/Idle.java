package recado.client.bench;

import java.util.List;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One pair alone, and again among many who are silent. */
@Command(
    name = "idle",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class Idle extends Workload {
  @Option(names = "--connections", defaultValue = "1000", paramLabel = "K")
  private int held;

  @Override
  void check(BenchOptions common) {
    common.within("--connections", held, 1, 1_000_000);
  }

  @Override
  int connections() {
    return 2 + held;
  }

  @Override
  void measure(Rig rig, Results results) throws BenchException {
    List<Peer> pair = rig.population().grow(2);
    Figures before = complete(measurePair(rig, pair));
    ProcessUsage without = rig.serverUsage();
    long begun = Stamp.now();
    List<Peer> silent = rig.population().grow(connections()).subList(2, connections());
    double seconds = (Stamp.now() - begun) / 1e9;
    ProcessUsage with = rig.serverUsage();
    Figures among = measurePair(rig, pair);
    Figures after = Traffic.nothing();
    if (among.trouble() == null) {
      Storm.leave(rig, silent);
      after = complete(measurePair(rig, pair));
    }
    Histogram alone = before.toReceivers().copy();
    alone.add(after.toReceivers());

    Report report = Report.of(rig.options(), "idle").count(Figure.HELD, held);
    report.number(Figure.LOGIN_S, seconds, 2);
    if (without != null && with != null) {
      double each = (double) (with.residentKib() - without.residentKib()) / held;
      report.number(Figure.RSS_KB_PER_CONN, each, 2);
    }
    report.number(Figure.RATIO_P50, ratio(among, alone, 50), 2);
    report.number(Figure.RATIO_P99, ratio(among, alone, 99), 2);
    report.times(Figure.ALONE_US, alone);
    Faults faults = among.faults().plus(before.faults()).plus(after.faults());
    results.add(report.figures(among.with(faults)));
  }

  private static Figures complete(Figures figures) throws BenchException {
    if (figures.trouble() != null) {
      throw new BenchException(figures.trouble());
    }
    return figures;
  }

  private static Figures measurePair(Rig rig, List<Peer> pair) throws BenchException {
    return Traffic.ofPairs(rig, pair, new Flow.Shape(rig.options().size(), 1), 0).measure();
  }

  private static double ratio(Figures among, Histogram alone, double percentile) {
    double denominator = alone.getValueAtPercentile(percentile);
    return among.toReceivers().getValueAtPercentile(percentile) / Math.max(1, denominator);
  }
}
