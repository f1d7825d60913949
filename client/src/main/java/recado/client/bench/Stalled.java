package recado.client.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Some pairs, before and while another one's receiver has stopped reading. */
@Command(
    name = "stalled",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class Stalled extends Workload {
  /** Small, so that soon it is the server that has to keep what is not read. */
  private static final int RECEIVE_BUFFER_BYTES = 16 << 10;

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Option(names = "--pairs", defaultValue = "10", paramLabel = "N")
  private int pairs;

  @Option(names = "--window", defaultValue = "32", paramLabel = "W")
  private int window;

  @Option(names = "--stalled-window", defaultValue = "50000", paramLabel = "W")
  private int stalledWindow;

  @Option(names = "--phases", defaultValue = "3", paramLabel = "N")
  private int phases;

  @Override
  void check(BenchOptions common) {
    Pairs.check(common, pairs, window);
    common.within("--stalled-window", stalledWindow, window, 10_000_000);
    common.within("--phases", phases, 1, 100);
  }

  @Override
  int connections() {
    return 2 * pairs + 2;
  }

  @Override
  void measure(Rig rig, Results results) throws BenchException {
    List<Peer> peers = rig.population().grow(2 * pairs);
    List<Peer> more = rig.population().grow(2 * pairs + 2, RECEIVE_BUFFER_BYTES);
    Flow.Shape shape = new Flow.Shape(rig.options().size(), window);
    Traffic others = Traffic.ofPairs(rig, peers, shape, 0);
    Traffic one = Traffic.ofPairs(rig, more.subList(2 * pairs, 2 * pairs + 2), shape, 0);
    Victim victim = new Victim(rig, one.lanes().getFirst(), more.getLast());

    List<Double> before = new ArrayList<>();
    List<Double> during = new ArrayList<>();
    Faults faults = Faults.NONE;
    String trouble = null;
    long most = 0;
    try {
      others.start();
      one.start();
      rig.pause(Saying.WARMING_UP.text(), rig.options().warm());
      for (int i = 1; i <= phases; i++) {
        before.add(rate(others, Saying.MEASURING_BEFORE.text(i)));
        victim.stall(stalledWindow, window);
        during.add(rate(others, Saying.MEASURING_WHILE.text(i)));
        most = Math.max(most, victim.unread());
        victim.recover(window);
      }
      faults = others.stop().plus(one.stop());
    } catch (BenchException e) {
      trouble = e.message();
    }
    results.add(report(rig, before, during, most).faults(faults).trouble(trouble));
  }

  private static double rate(Traffic others, String phase) throws BenchException {
    Figures figures = others.phase(phase, others.rig().options().duration());
    if (figures.trouble() != null) {
      throw new BenchException(figures.trouble());
    }
    return figures.rate();
  }

  private Report report(Rig rig, List<Double> before, List<Double> during, long most) {
    Report report =
        Report.of(rig.options(), "stalled")
            .count(Figure.PAIRS, pairs)
            .count(Figure.WINDOW, window)
            .count(Figure.PHASES, during.size())
            .count(Figure.UNREAD, most);
    if (!during.isEmpty()) {
      double usual = Median.of(before);
      double then = Median.of(during);
      report.number(Figure.RATE_BEFORE, usual, 1);
      report.number(Figure.RATE_WHILE, then, 1);
      report.number(Figure.LOSS_PERCENT, 100 * (1 - then / usual), 1);
    }
    return report;
  }

  /** The pair whose receiver stops reading. */
  private record Victim(Rig rig, Lane lane, Peer receiver) {
    /** Its sender goes on, with no more than {@code window} that the server has not got. */
    void stall(int stalledWindow, int window) throws BenchException {
      lane.loop()
          .run(
              () -> {
                receiver.reading(false);
                lane.flows().getFirst().limit(stalledWindow, window);
              });
    }

    long unread() throws BenchException {
      return lane.loop().call(lane::lacking);
    }

    /** Reads again, and all that it has missed. */
    void recover(int window) throws BenchException {
      lane.loop()
          .run(
              () -> {
                receiver.reading(true);
                lane.flows().getFirst().limit(window, Integer.MAX_VALUE);
              });
      long behind = unread();
      long since = Stamp.now();
      while (behind > window && Stamp.now() - since < PATIENCE.toNanos()) {
        rig.pause(Saying.CATCHING_UP.text(), LOOK);
        long now = unread();
        since = now == behind ? since : Stamp.now();
        behind = now; // what never comes is counted as lost at the end
      }
    }
  }
}
