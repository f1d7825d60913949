package recado.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.conversation.Peer;

/**
 * Many entries wait, and the server has little memory: it takes them, starts again with them, and
 * delivers them all. Each build does a part of what {@code -Drecado.backlog.full=true} does, and
 * tells how long it took.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class BacklogTest {
  private static final boolean FULL = Boolean.getBoolean("recado.backlog.full");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int AT_ONCE = 500;
  private static final String MEMORY = "-Xmx256m";

  @TempDir Path folder;

  @Test
  void aMillionEntriesForOnePerson() throws IOException, InterruptedException {
    fillRestartAndDrain(1, 1_000_000);
  }

  @Test
  void asManySpreadOverManyPeople() throws IOException, InterruptedException {
    fillRestartAndDrain(FULL ? 10_000 : 500, FULL ? 1_000_000 : 50_000);
  }

  private void fillRestartAndDrain(int readers, int messages)
      throws IOException, InterruptedException {
    try (ServerProcess server = start()) {
      try (Peer peer = new Peer(server.address())) {
        ask(peer, 1, _ -> "REGISTER @sender :password", "REGISTERED ");
        ask(peer, readers, i -> "REGISTER @r" + i + " :password", "REGISTERED ");
        peer.send("LOGIN @sender pc :password");
        peer.receiveUpTo("SYNCED");
        long start = System.nanoTime();
        ask(peer, messages, i -> "SEND c" + i + " @r" + i % readers + " :message " + i, "SENT ");
        say(messages + " messages to " + readers + " sent", start);
      }
      server.kill();
      assertTrue(server.endsWithin(PATIENCE));
    }
    long start = System.nanoTime();
    try (ServerProcess server = start()) {
      server.address();
      say("started after kill -9", start);
      stop(server);
    }
    start = System.nanoTime();
    try (ServerProcess server = start()) {
      server.address();
      say("started after a stop", start);
      start = System.nanoTime();
      for (int reader = 0; reader < readers; reader++) {
        drain(server, reader, readers, messages);
      }
      say("all delivered and acknowledged", start);
      stop(server);
    }
    assertTrue(bytesLeft() < 50_000_000, () -> "nobody waits, and there are " + bytesLeft());
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.runWith(
        List.of(MEMORY),
        "--port=0",
        "--data=" + folder.resolve("data"),
        "--password-memory-kib=8",
        "--no-limits",
        "--password-iterations=1",
        "--mailbox-limit=2000000",
        "--no-message-log");
  }

  private static void stop(ServerProcess server) throws InterruptedException {
    server.terminate();
    assertTrue(server.endsWithin(PATIENCE));
  }

  /** Asks many things, so many at once that no answer is kept waiting. */
  private static void ask(Peer peer, int count, IntFunction<String> request, String answer)
      throws IOException {
    for (int first = 0; first < count; first += AT_ONCE) {
      int end = Math.min(count, first + AT_ONCE);
      StringBuilder requests = new StringBuilder();
      for (int i = first; i < end; i++) {
        requests.append(request.apply(i)).append(i < end - 1 ? "\n" : "");
      }
      peer.send(requests.toString());
      for (int i = first; i < end; i++) {
        String line = peer.receive();
        assertTrue(line != null && line.startsWith(answer), line);
      }
    }
  }

  /** All of it comes, once and in its order. */
  private static void drain(ServerProcess server, int reader, int readers, int messages)
      throws IOException {
    try (Peer peer = new Peer(server.address())) {
      peer.send("LOGIN @r" + reader + " pc :password");
      assertEquals("WELCOME @r" + reader + " pc " + messages / readers, peer.receive());
      peer.receiveUpTo("TOKEN");
      for (int i = reader; i < messages; i += readers) {
        String line = String.valueOf(peer.receive());
        assertTrue(line.endsWith(" :message " + i), () -> "after message " + line);
      }
      String last = peer.receiveUpTo("SYNCED");
      peer.send("ACK " + last.substring("SYNCED ".length()) + "\nQUIT");
      peer.receiveUpTo("BYE");
    }
  }

  private long bytesLeft() {
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void say(String what, long start) {
    System.out.println(what + " in " + (System.nanoTime() - start) / 1_000_000 + " ms");
  }
}
