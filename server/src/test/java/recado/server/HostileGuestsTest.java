package recado.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.conversation.Peer;

/**
 * Two people go on chatting while ten thousand connections try to spoil their evening, and the
 * server has 256 MiB.
 */
@Timeout(300)
final class HostileGuestsTest {
  private static final int GUESTS = Integer.getInteger("recado.hostile.guests", 10_000);
  private static final int MESSAGES = Integer.getInteger("recado.hostile.messages", 1000);
  private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(10);

  @TempDir private Path data;

  private static Peer logIn(InetSocketAddress server, String name) throws IOException {
    Peer peer = new Peer(server);
    peer.send("REGISTER @" + name + " :password\nLOGIN @" + name + " pc :password");
    peer.receiveUpTo("SYNCED ");
    return peer;
  }

  @Test
  void twoPeopleGoOnChatting() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
            && os.getMaxFileDescriptorCount() > GUESTS + 1000,
        "so many sockets may not be opened here");
    try (ServerProcess server =
        ServerProcess.runWith(
            List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"),
            "--port=0",
            "--data=" + data,
            "--password-memory-kib=8",
            "--password-iterations=1",
            "--max-connections=20000", // else nearly all of them would stay outside
            "--max-connections-per-address=20000",
            "--connection-rate=1000000/s",
            "--message-rate=3000/m")) {
      try (Peer ana = logIn(server.address(), "ana");
          Peer bruno = logIn(server.address(), "bruno")) {
        long[] quiet = chat(ana, bruno, "q", MESSAGES / 2);
        try (HostileGuests guests = new HostileGuests(server.address(), GUESTS)) {
          long[] nanos = chat(ana, bruno, "h", MESSAGES);
          Map<HostileGuests.Kind, Integer> sentAway = guests.sentAway();
          System.out.printf(
              "among %,d hostile connections: p50 %.2f ms, p99 %.2f ms (without: %.2f, %.2f);"
                  + " sent away: %s%n",
              GUESTS,
              millis(nanos, 0.5),
              millis(nanos, 0.99),
              millis(quiet, 0.5),
              millis(quiet, 0.99),
              sentAway);
          assertTrue(
              millis(nanos, 0.99) < 1000, "far more than it should be, however slow this is");
          assertTrue(sentAway.getOrDefault(HostileGuests.Kind.ENDLESS, 0) > 0, sentAway + " gone");
        }
        ana.send("QUIT");
        assertEquals("BYE :goodbye", ana.receiveUpTo("BYE "));
      }
      server.stopInOrder();
    }
  }

  private static double millis(long[] sorted, double quantile) {
    return sorted[(int) (sorted.length * quantile)] / 1e6;
  }

  /** How long each message took from the one's keyboard to the other's screen, sorted. */
  private static long[] chat(Peer ana, Peer bruno, String cids, int messages)
      throws IOException, InterruptedException {
    long[] nanos = new long[messages];
    for (int i = 0; i < messages; i++) {
      long before = System.nanoTime();
      ana.send("SEND " + cids + i + " @bruno :oi " + i);
      String[] words = bruno.receiveUpTo("MSG ").split(" ", -1);
      nanos[i] = System.nanoTime() - before;
      assertEquals(Integer.toString(i), words[words.length - 1]);
      bruno.send("ACK " + words[1]);
      Thread.sleep(BETWEEN_MESSAGES);
    }
    Arrays.sort(nanos);
    return nanos;
  }
}
