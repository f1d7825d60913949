package recado.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real server ends in the middle of real work, again and again, and loses nothing that it has
 * acknowledged. Not every run meets the same moment: {@code -Drecado.seed=…} repeats only what
 * people do.
 */
@Timeout(300)
final class LossTest {
  private static final int KILLS = 20;
  private static final int STOPS = 3;
  private static final int MAX_ANSWERS = 1_000;

  @TempDir Path folder;

  private final long seed = Long.getLong("recado.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Crowd crowd = new Crowd(random);

  @Test
  void losesNothingAcknowledgedHoweverOftenItIsKilled() throws Exception {
    live(KILLS, this::kill);
  }

  @Test
  void losesNothingWhenItIsToldToStopInTheMiddleOfWork() throws Exception {
    live(STOPS, ServerProcess::stopInOrder);
  }

  private interface End {
    void of(ServerProcess server) throws InterruptedException;
  }

  private interface Life {
    void with(ServerProcess server) throws Exception;
  }

  private void live(int rounds, End end) throws Exception {
    liveOnce(
        server -> {
          crowd.moveIn(server.address());
          end.of(server);
        });
    for (int round = 1; round <= rounds; round++) {
      int answers = random.nextInt(MAX_ANSWERS);
      liveOnce(server -> crowd.correspond(server.address(), answers, () -> endNow(end, server)));
    }
    liveOnce(server -> crowd.checkAll(server.address()));
    System.out.println(rounds + " rounds, " + crowd.figures());
  }

  private void liveOnce(Life life) throws IOException {
    try (ServerProcess server = ServerProcess.runOn(folder)) {
      try {
        life.with(server);
      } catch (Exception | AssertionError e) {
        server.kill();
        String said = server.errors();
        throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + said, e);
      }
    }
  }

  private static void endNow(End end, ServerProcess server) {
    try {
      end.of(server);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** With kill -9; now and then while it stops in order, or while it starts anew. */
  private void kill(ServerProcess server) throws InterruptedException {
    if (random.nextInt(4) == 0) {
      server.terminate();
      server.endsWithin(Duration.ofMillis(random.nextInt(200)));
    }
    server.killAndWait();
    if (random.nextInt(4) == 0) {
      killWhileStarting();
    }
  }

  private void killWhileStarting() throws InterruptedException {
    try (ServerProcess server = ServerProcess.runOn(folder)) {
      server.endsWithin(Duration.ofMillis(200 + random.nextInt(1_000)));
      server.killAndWait();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
