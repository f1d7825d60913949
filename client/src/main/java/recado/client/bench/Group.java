package recado.client.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.Request;
import recado.protocol.UserName;

/** One group in which some speak and all listen. */
@Command(
    name = "group",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class Group extends Workload {
  private static final int NAMES_A_LINE = 250;

  @Option(names = "--members", defaultValue = "20", paramLabel = "M")
  private int members;

  @Option(names = "--senders", defaultValue = "1", paramLabel = "S")
  private int senders;

  @Option(names = "--window", defaultValue = "8", paramLabel = "W")
  private int window;

  /** Counts the members who know that they are in. */
  private static final class Joining implements Part {
    private final AtomicLong joined;
    private boolean in;

    Joining(AtomicLong joined) {
      this.joined = joined;
    }

    @Override
    public void group(Event.GroupEvent event) {
      if (!in) {
        in = true;
        joined.incrementAndGet();
      }
    }
  }

  @Override
  void check(BenchOptions common) {
    common.within("--members", members, 2, 10_000);
    common.within("--senders", senders, 1, members);
    common.within("--window", window, 1, 65_536);
  }

  @Override
  int connections() {
    return members;
  }

  @Override
  int maxThreads() {
    return 1;
  }

  @Override
  void measure(Rig rig, Results results) throws BenchException {
    List<Peer> peers = rig.population().grow(members);
    GroupName group = new GroupName("bench-" + rig.population().nonce());
    assemble(rig, group, peers);
    Loop loop = peers.getFirst().loop();
    int first = rig.population().numbers(senders);
    Lane lane = new Lane(loop, rig.population().nonce(), first, 0);
    loop.run(() -> cast(lane, group, peers, rig.options().size()));
    Figures figures = new Traffic(rig, List.of(lane)).measure();
    results.add(
        Report.of(rig.options(), "group")
            .count(Figure.MEMBERS, members)
            .count(Figure.SENDERS, senders)
            .count(Figure.WINDOW, window)
            .count(Figure.SIZE, rig.options().size())
            .number(Figure.DELIVERIES_PER_S, figures.delivered() / figures.seconds(), 1)
            .figures(figures));
  }

  /** The first makes the group, with as many members a line as a line takes. */
  private static void assemble(Rig rig, GroupName group, List<Peer> peers) throws BenchException {
    AtomicLong joined = new AtomicLong();
    Peer creator = peers.getFirst();
    List<UserName> others = peers.stream().skip(1).map(Peer::name).toList();
    creator
        .loop()
        .run(
            () -> {
              peers.forEach(peer -> peer.take(new Joining(joined)));
              for (int from = 0; from < others.size(); from += NAMES_A_LINE) {
                int to = Math.min(from + NAMES_A_LINE, others.size());
                List<UserName> some = others.subList(from, to);
                creator.say(
                    from == 0
                        ? new Request.GroupCreate(group, some)
                        : new Request.GroupAdd(group, some));
              }
            });
    rig.await(Saying.MAKING_GROUP.text(), joined::get, peers.size());
  }

  private void cast(Lane lane, GroupName group, List<Peer> peers, int bytes) {
    Flow.Shape shape = new Flow.Shape(bytes, window);
    List<Member> cast = new ArrayList<>();
    for (int place = 0; place < members; place++) {
      Flow.Route route = new Flow.Route(Conversation.in(group), members, place);
      Flow own = place < senders ? lane.add(peers.get(place), route, shape) : null;
      cast.add(new Member(lane, place, own));
    }
    for (int place = 0; place < members; place++) {
      peers.get(place).take(cast.get(place));
    }
  }
}
