package recado.client.bench;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import recado.protocol.Secret;
import recado.protocol.UserName;

/**
 * The accounts of a run, named {@code bench-<nonce>-0001} and so on, with random passwords. Owned
 * by the main thread.
 */
final class Population {
  /** A busy server checks passwords one after the other: more at a time would only wait there. */
  private static final int LOGINS_AT_A_TIME = 32;

  private static final int NONCE_BYTES = 4;
  private static final int PASSWORD_BYTES = 12;

  private final Rig rig;
  private final InetSocketAddress server;
  private final SecureRandom random = new SecureRandom();
  private final String nonce = hex(NONCE_BYTES);
  private final List<Peer> peers = new ArrayList<>();
  private int flows;

  Population(Rig rig, InetSocketAddress server) {
    this.rig = rig;
    this.server = server;
  }

  private String hex(int bytes) {
    byte[] some = new byte[bytes];
    random.nextBytes(some);
    return HexFormat.of().formatHex(some);
  }

  /** Makes accounts and signs them in, until there are so many. Two neighbours share a loop. */
  List<Peer> grow(int count) throws BenchException {
    return grow(count, 0);
  }

  /** The same, for peers with a receive buffer of so many bytes. */
  List<Peer> grow(int count, int receiveBufferBytes) throws BenchException {
    List<Peer> more = new ArrayList<>();
    for (int i = peers.size(); i < count; i++) {
      UserName name = new UserName(String.format("bench-%s-%04d", nonce, i + 1));
      Loop loop = rig.loops().get(i / 2 % rig.loops().size());
      more.add(new Peer(loop, server, name, Secret.of(hex(PASSWORD_BYTES))));
    }
    AtomicLong in = new AtomicLong();
    int atATime = Math.max(1, LOGINS_AT_A_TIME / rig.loops().size());
    connect(
        more, atATime, i -> () -> more.get(i).open(receiveBufferBytes, _ -> in.incrementAndGet()));
    rig.await(Saying.SIGNING_IN.text(), in::get, more.size());
    peers.addAll(more);
    return List.copyOf(peers.subList(0, count));
  }

  /** Lets all of these connect, each on its loop, at most so many at a time on each. */
  void connect(List<Peer> some, int atATime, IntFunction<Runnable> how) throws BenchException {
    for (Loop loop : rig.loops()) {
      List<Runnable> own =
          IntStream.range(0, some.size())
              .filter(i -> some.get(i).loop() == loop)
              .mapToObj(how)
              .toList();
      loop.run(() -> loop.connect(own, atATime));
    }
  }

  /** Numbers for so many flows, that no others of this run have; the first of them. */
  int numbers(int count) {
    int first = flows;
    flows += count;
    return first;
  }

  String nonce() {
    return nonce;
  }
}
