package recado.client.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everybody comes back at the same time. */
@Command(
    name = "storm",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class Storm extends Workload {
  @Option(names = "--clients", defaultValue = "1000", paramLabel = "K")
  private int clients;

  @Option(names = "--backlog", defaultValue = "0", paramLabel = "N")
  private int backlog;

  @Override
  void check(BenchOptions common) {
    common.within("--clients", clients, 1, 1_000_000);
    common.within("--backlog", backlog, 0, 100_000);
  }

  @Override
  int connections() {
    return clients + 1;
  }

  @Override
  void measure(Rig rig, Results results) throws BenchException {
    Population population = rig.population();
    List<Returning> parts = new ArrayList<>();
    int firstFlow = population.numbers(clients);
    byte[] beginning = Stamp.beginning(population.nonce());
    for (Peer peer : population.grow(clients)) {
      parts.add(new Returning(peer, firstFlow + parts.size(), beginning));
    }
    Peer feeder = population.grow(clients + 1).getLast();
    leave(rig, parts.stream().map(Returning::peer).toList());
    feed(rig, feeder, parts);
    leave(rig, List.of(feeder));

    ProcessUsage before = rig.serverUsage();
    long begun = Stamp.now();
    String trouble = comeBack(rig, parts);
    Report report = report(rig, parts, begun);
    ProcessUsage after = rig.serverUsage();
    if (before != null && after != null) {
      double micros = (after.cpuSeconds() - before.cpuSeconds()) * 1e6 / clients;
      report.number(Figure.SERVER_CPU_US_PER_CLIENT, micros, 1);
    }
    results.add(report.faults(trouble == null ? faults(parts) : Faults.NONE).trouble(trouble));
  }

  /** Lets these say goodbye, and waits until the server has hung up on them. */
  static void leave(Rig rig, List<Peer> peers) throws BenchException {
    AtomicLong away = new AtomicLong();
    for (Peer peer : peers) {
      peer.loop().run(() -> peer.leave(away::incrementAndGet));
    }
    rig.await(Saying.LEAVING.text(), away::get, peers.size());
  }

  private void feed(Rig rig, Peer feeder, List<Returning> parts) throws BenchException {
    if (backlog > 0) {
      Feeder part = new Feeder(feeder, parts, backlog, rig.options().size());
      feeder.loop().run(part::start);
      rig.await(Saying.WRITING_TO_ABSENT.text(), part::stored, (long) clients * backlog);
    }
  }

  /** Lets all connect at once; what ended it early, if anything did. */
  private @Nullable String comeBack(Rig rig, List<Returning> parts) throws BenchException {
    AtomicLong back = new AtomicLong();
    List<Peer> peers = parts.stream().map(Returning::peer).toList();
    rig.population().connect(peers, Integer.MAX_VALUE, i -> () -> parts.get(i).open(back));
    try {
      rig.await(Saying.COMING_BACK.text(), back::get, clients);
      return null;
    } catch (BenchException e) {
      return e.message();
    }
  }

  private Report report(Rig rig, List<Returning> parts, long begun) {
    Histogram times = Tally.histogram();
    long end = begun;
    for (Returning part : parts) {
      if (part.isBack()) {
        times.recordValue(part.nanos());
        end = Math.max(end, part.backAt());
      }
    }
    return Report.of(rig.options(), "storm")
        .count(Figure.CLIENTS, clients)
        .count(Figure.BACKLOG, backlog)
        .count(Figure.BACK, times.getTotalCount())
        .number(Figure.ALL_S, (end - begun) / 1e9, 3)
        .times(Figure.SYNCED_US, times);
  }

  private Faults faults(List<Returning> parts) {
    Faults faults = Faults.NONE;
    for (Returning part : parts) {
      faults = faults.plus(part.faults(backlog));
    }
    return faults;
  }
}
