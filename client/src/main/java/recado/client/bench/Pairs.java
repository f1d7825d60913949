package recado.client.bench;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Disjoint pairs of a sender and a receiver. */
@Command(
    name = "pairs",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class Pairs extends Workload {
  @Option(names = "--pairs", defaultValue = "10", paramLabel = "N")
  private int pairs;

  @Option(names = "--window", defaultValue = "32", paramLabel = "W")
  private int window;

  @Option(names = "--rate", defaultValue = "0", paramLabel = "R")
  private double rate;

  @Override
  void check(BenchOptions common) {
    check(common, pairs, window);
    common.within("--rate", rate, 0, 10_000_000);
  }

  static void check(BenchOptions common, int pairs, int window) {
    common.within("--pairs", pairs, 1, 100_000);
    common.within("--window", window, 1, 65_536);
  }

  @Override
  int connections() {
    return 2 * pairs;
  }

  @Override
  void measure(Rig rig, Results results) throws BenchException {
    results.add(report(rig, pairs, window, rate));
  }

  /** One measurement. A rate of 0 means: as many as the window lets. */
  static Report report(Rig rig, int pairs, int window, double rate) throws BenchException {
    List<Peer> peers = rig.population().grow(2 * pairs);
    Flow.Shape shape = new Flow.Shape(rig.options().size(), window);
    Report report = Report.of(rig.options(), "pairs").count(Figure.PAIRS, pairs);
    if (rate > 0) {
      report.number(Figure.OFFERED, rate, 1);
    } else {
      report.count(Figure.WINDOW, window);
    }
    report.count(Figure.SIZE, rig.options().size());
    return report.figures(Traffic.ofPairs(rig, peers, shape, rate).measure());
  }
}
