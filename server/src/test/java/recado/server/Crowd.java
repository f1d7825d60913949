package recado.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** People who write to each other over real sockets while the server ends and begins anew. */
final class Crowd {
  private static final List<String> WRITERS = List.of("@ana", "@bruno", "@dora");
  private static final List<String> READERS = List.of("@carla", "@eva", "@filipe");
  private static final List<String> ADDRESSES =
      List.of("@carla", "@eva", "@filipe", "@bruno", "#todos");
  private static final int UNDER_WAY = 100;

  private final Random random;
  private final Witness witness = new Witness();
  private final List<Correspondent> devices = new ArrayList<>();

  Crowd(Random random) {
    this.random = random;
    for (String user : WRITERS) {
      add(user, "pc");
    }
    for (String user : READERS) {
      add(user, "pc");
    }
    add("@carla", "tv");
  }

  private void add(String user, String device) {
    devices.add(new Correspondent(user, device, witness, new Random(random.nextLong())));
  }

  /** One life of the server, as those who are connected know it. */
  static final class Round {
    private final InetSocketAddress server;
    private final CountDownLatch answers;
    private final AtomicBoolean ending = new AtomicBoolean();

    private Round(InetSocketAddress server, int answers) {
      this.server = server;
      this.answers = new CountDownLatch(answers);
    }

    InetSocketAddress server() {
      return server;
    }

    void answered() {
      answers.countDown();
    }

    /** Whether the server has been told, or made, to end. */
    boolean isEnding() {
      return ending.get();
    }
  }

  /** Makes the accounts, the devices and the group. */
  void moveIn(InetSocketAddress server) throws IOException {
    for (Correspondent device : devices) {
      if (!isSecond(device)) {
        device.register(server);
      }
    }
    for (Correspondent device : devices) {
      device.logIn(server);
    }
    List<String> others = new ArrayList<>(WRITERS.subList(1, WRITERS.size()));
    others.addAll(READERS);
    devices.getFirst().createGroup(server, others);
  }

  private boolean isSecond(Correspondent device) {
    return device == devices.getLast();
  }

  /**
   * Writes and reads, some of them, until so many messages were answered; then ends the server by
   * {@code end}, and returns when everybody has noticed.
   */
  void correspond(InetSocketAddress server, int answers, Runnable end)
      throws InterruptedException, ExecutionException {
    Round round = new Round(server, answers);
    List<Future<?>> sessions = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Correspondent device : devices) {
        boolean first = device == devices.getFirst();
        if (first || random.nextInt(4) > 0) {
          int underWay = WRITERS.contains(device.user()) ? UNDER_WAY : 0;
          sessions.add(
              threads.submit(
                  () -> {
                    device.correspond(round, ADDRESSES, underWay);
                    return null;
                  }));
        }
      }
      boolean inTime = round.answers.await(10, TimeUnit.SECONDS);
      round.ending.set(true);
      end.run();
      for (Future<?> session : sessions) {
        session.get();
      }
      assertTrue(inTime, "answers are missing");
    }
  }

  /** Everybody reads and acknowledges everything; then nothing may be missing or wait. */
  void checkAll(InetSocketAddress server) throws IOException {
    List<Correspondent.LastSession> sessions = new ArrayList<>();
    try {
      for (Correspondent device : devices) {
        sessions.add(device.new LastSession(server));
      }
      // Messages that were repeated, then receipts for them, then their acknowledgement.
      for (int i = 0; i < 3; i++) {
        for (Correspondent.LastSession session : sessions) {
          session.settle();
        }
      }
    } finally {
      for (Correspondent.LastSession session : sessions) {
        session.close();
      }
    }
    for (Correspondent device : devices) {
      device.expectNothingWaits(server);
      device.checkAgainst(devices);
      device.expectAllGroupEntries(witness);
    }
  }

  /** How much this was, for people. */
  String figures() {
    int sent = devices.stream().mapToInt(Correspondent::answered).sum();
    int received = devices.stream().mapToInt(Correspondent::received).sum();
    return sent + " messages sent, " + received + " entries received";
  }
}
