package recado.client.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lanes that begin, are measured and end together. Owned by the main thread. */
final class Traffic {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Rig rig;
  private final List<Lane> lanes;

  Traffic(Rig rig, List<Lane> lanes) {
    this.rig = rig;
    this.lanes = lanes;
  }

  /** Disjoint pairs: each peer at an even place writes to the one behind it. */
  static Traffic ofPairs(Rig rig, List<Peer> peers, Flow.Shape shape, double rate)
      throws BenchException {
    List<Lane> lanes = new ArrayList<>();
    int pairs = peers.size() / 2;
    for (Loop loop : rig.loops()) {
      List<Peer> own = peers.stream().filter(peer -> peer.loop() == loop).toList();
      if (!own.isEmpty()) {
        int count = own.size() / 2;
        int first = rig.population().numbers(count);
        Lane lane = new Lane(loop, rig.population().nonce(), first, rate * count / pairs);
        loop.run(
            () -> {
              for (int i = 0; i < own.size(); i += 2) {
                lane.addPair(own.get(i), own.get(i + 1), shape);
              }
            });
        lanes.add(lane);
      }
    }
    return new Traffic(rig, lanes);
  }

  /** All that is usually done with it: warm up, measure, let it end. */
  Figures measure() throws BenchException {
    Figures figures = nothing();
    try {
      start();
      rig.pause(Saying.WARMING_UP.text(), rig.options().warm());
      figures = phase(Saying.MEASURING.text(), rig.options().duration());
      return figures.trouble() == null ? figures.with(stop()) : figures.with(abandon());
    } catch (BenchException e) { // while it warmed up or ended
      return figures.with(e.message()).with(abandon());
    }
  }

  /** Figures of no interval at all. */
  static Figures nothing() {
    return Figures.of(List.of(), null, 0);
  }

  void start() throws BenchException {
    for (Lane lane : lanes) {
      lane.loop()
          .run(
              () -> {
                lane.loop().add(lane);
                lane.start();
              });
    }
  }

  /** Measures for so long. What ends it early is told with the figures, which have no faults. */
  Figures phase(String doing, Duration time) throws BenchException {
    ProcessUsage before = rig.serverUsage();
    double ownBefore = Rig.ownCpuSeconds();
    for (Lane lane : lanes) {
      lane.loop().run(lane.tally()::begin);
    }
    @Nullable String trouble = null;
    try {
      rig.pause(doing, time);
    } catch (BenchException e) {
      trouble = e.message();
    }
    List<Tally.Count> counts = new ArrayList<>();
    for (Lane lane : lanes) {
      counts.add(lane.loop().call(lane.tally()::end));
    }
    ProcessUsage used = before == null || trouble != null ? null : usedSince(before);
    return Figures.of(counts, used, Rig.ownCpuSeconds() - ownBefore).with(trouble);
  }

  private @Nullable ProcessUsage usedSince(ProcessUsage before) throws BenchException {
    ProcessUsage now = rig.serverUsage();
    return now == null ? null : now.since(before);
  }

  /** Sends no more, waits for what is under way, and says what has not come or came wrongly. */
  Faults stop() throws BenchException {
    for (Lane lane : lanes) {
      lane.loop().run(lane::stop);
    }
    rig.alarm().pause(LOOK); // what should not come any more may still come
    long lacking = lacking();
    long since = Stamp.now();
    while (lacking > 0 && Stamp.now() - since < PATIENCE.toNanos()) {
      rig.alarm().pause(LOOK);
      long now = lacking();
      if (now != lacking) {
        since = Stamp.now();
      }
      lacking = now;
    }
    Faults faults = Faults.NONE;
    for (Lane lane : lanes) {
      faults = faults.plus(lane.loop().call(() -> lane.faults(lane.lacking())));
      lane.loop().run(() -> lane.loop().remove(lane));
    }
    return faults;
  }

  /** Ends it where messages on their way cannot be told from lost ones. */
  private Faults abandon() throws BenchException {
    Faults faults = Faults.NONE;
    for (Lane lane : lanes) {
      lane.loop().run(lane::stop);
      faults = faults.plus(lane.loop().call(() -> lane.faults(0)));
    }
    return faults;
  }

  private long lacking() throws BenchException {
    long lacking = 0;
    for (Lane lane : lanes) {
      lacking += lane.loop().call(lane::lacking);
    }
    return lacking;
  }

  Rig rig() {
    return rig;
  }

  List<Lane> lanes() {
    return lanes;
  }
}
