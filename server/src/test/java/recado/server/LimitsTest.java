package recado.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.protocol.Limits;
import recado.server.conversation.Peer;
import recado.server.limits.ConnectionLimits;
import recado.server.limits.Rate;
import recado.server.postoffice.Quotas;

/** What guests meet who take more than their share, over real sockets. */
@Timeout(60)
final class LimitsTest {
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir private Path data;
  private @Nullable Server server;

  // What is limited; each test changes one of these.
  private int connections = Integer.MAX_VALUE;
  private int connectionsPerAddress = Integer.MAX_VALUE;
  private Rate connectionRate = Rate.UNLIMITED;
  private Duration loginTime = LONG;
  private Duration idleTime = LONG;
  private Rate registrationRate = Rate.UNLIMITED;
  private Rate guestRate = Rate.UNLIMITED;
  private Rate requestRate = Rate.UNLIMITED;
  private int freeFailures = Integer.MAX_VALUE;
  private Quotas quotas = Quotas.DEFAULT;

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private Peer connect() throws IOException {
    Server running = server;
    if (running == null) {
      running =
          Server.start(
              ServerConfigs.limited(
                  data,
                  quotas,
                  new ConnectionLimits(
                      connections,
                      connectionsPerAddress,
                      connectionRate,
                      loginTime,
                      idleTime,
                      registrationRate,
                      guestRate,
                      requestRate,
                      freeFailures,
                      Duration.ofMillis(300),
                      64 << 20)));
      server = running;
    }
    return Peer.connect(running.address());
  }

  private Peer welcome() throws IOException {
    Peer peer = connect();
    assertTrue(String.valueOf(peer.receive()).startsWith("RECADO 1 "));
    return peer;
  }

  private Peer logIn(String name) throws IOException {
    Peer peer = welcome();
    peer.send("REGISTER @" + name + " :password\nLOGIN @" + name + " pc :password");
    peer.receiveUpTo("SYNCED ");
    return peer;
  }

  private void expectTurnedAway(String reason) throws IOException {
    try (Peer peer = connect()) {
      assertEquals(
          "ERR - RATE_LIMITED :too many connections (" + reason + "); try again later",
          peer.receive());
      assertEquals("BYE :flood", peer.receive());
      assertNull(peer.receive());
    }
  }

  @Test
  void soManyConnectionsAndNoMoreUntilOneHasLeft() throws IOException, InterruptedException {
    connections = 2;
    try (Peer ana = welcome()) {
      Peer bruno = welcome();
      expectTurnedAway("connections");
      bruno.close();
      expectRoomInTime();
      ana.send("PING a");
      assertEquals("PONG a", ana.receive());
    }
  }

  @Test
  void soManyConnectionsOfOneAddress() throws IOException, InterruptedException {
    connectionsPerAddress = 1;
    Peer ana = welcome();
    expectTurnedAway("connections_of_address");
    ana.send("QUIT");
    ana.receiveUpTo("BYE :goodbye");
    ana.close();
    expectRoomInTime();
  }

  private void expectRoomInTime() throws IOException, InterruptedException {
    while (true) { // the server learns in a moment that somebody has left
      try (Peer peer = connect()) {
        if (String.valueOf(peer.receive()).startsWith("RECADO 1 ")) {
          return;
        }
      }
      Thread.sleep(20);
    }
  }

  @Test
  void soManyNewConnectionsInATime() throws IOException {
    connectionRate = new Rate(2, LONG);
    welcome().close();
    welcome().close();
    expectTurnedAway("connection_rate");
  }

  @Test
  void whoDoesNotLogInIsLetGoAndWhoHasLoggedInIsNot() throws IOException, InterruptedException {
    loginTime = Duration.ofMillis(400);
    try (Peer ana = logIn("ana");
        Peer guest = welcome()) {
      assertEquals("BYE :idle", guest.receive());
      assertNull(guest.receive());
      Thread.sleep(1000);
      ana.send("PING a");
      assertEquals("PONG a", ana.receive());
    }
  }

  @Test
  void whoIsQuietIsAskedAndWhoAnswersStays() throws IOException {
    idleTime = Duration.ofMillis(400);
    try (Peer ana = logIn("ana");
        Peer bruno = logIn("bruno")) {
      for (int i = 0; i < 4; i++) {
        ana.receiveUpTo("PING ");
        ana.send("PONG recado");
      }
      assertEquals("PING recado", bruno.receive());
      assertEquals("BYE :idle", bruno.receive());
      ana.send("PING a");
      ana.receiveUpTo("PONG a");
    }
  }

  @Test
  void soManyNewAccounts() throws IOException {
    registrationRate = new Rate(2, LONG);
    try (Peer peer = welcome()) {
      peer.send("REGISTER @ana :password\nREGISTER @ana :password\nREGISTER @bruno :password");
      peer.receiveUpTo("REGISTERED @ana ");
      peer.receiveUpTo("ERR REGISTER NAME_TAKEN @ana "); // which costs nothing
      peer.receiveUpTo("REGISTERED @bruno ");
      peer.send("REGISTER @carla :password\nLOGIN @bruno pc :password");
      assertEquals(
          "ERR REGISTER RATE_LIMITED @carla :too many new accounts; try again later",
          peer.receive());
      peer.receiveUpTo("SYNCED ");
    }
  }

  @Test
  void wrongPasswordsMakeTheNextWaitAndTheOwnerDoesNot() throws IOException {
    freeFailures = 2;
    logIn("ana").close();
    logIn("bruno").close();
    try (Peer thief = welcome()) {
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        millis.add(millisOf(thief, "LOGIN @carla pc :wrong password", "ERR LOGIN BAD_CRED"));
      }
      assertTrue(millis.get(1) < 250, millis + " ms");
      assertTrue(millis.get(2) >= 250, millis + " ms");
      assertTrue(millis.get(4) >= 300 && millis.get(4) < 2000, millis + " ms");
    }
    try (Peer ana = welcome()) {
      long millis = millisOf(ana, "LOGIN @ana pc :password", "SYNCED ");
      assertTrue(millis < 250, millis + " ms");
    }
  }

  private static long millisOf(Peer peer, String request, String answer) throws IOException {
    long before = System.nanoTime();
    peer.send(request);
    peer.receiveUpTo(answer);
    return Duration.ofNanos(System.nanoTime() - before).toMillis();
  }

  @Test
  void whoIsTooFastIsToldSoAndThenLetGo() throws IOException {
    requestRate = new Rate(6, LONG);
    try (Peer ana = logIn("ana")) { // which were two requests
      for (int i = 1; i <= 4; i++) {
        ana.send("SEND c" + i + " @ana :oi");
        ana.receiveUpTo("SENT c" + i + " ");
      }
      ana.send("ACK 1\nREAD @ana 1\nPONG recado\nACK 1"); // these are free
      ana.send("SEND c5 @ana :oi\nPING a\nWHO\nNONSENSE");
      ana.receiveUpTo("ERR SEND RATE_LIMITED c5 :");
      ana.receiveUpTo("ERR PING RATE_LIMITED :");
      ana.receiveUpTo("ERR WHO RATE_LIMITED :");
      ana.receiveUpTo("ERR NONSENSE UNKNOWN_COMMAND ");
      ana.send("PING b\nPING c\nPING d\nPING e");
      ana.receiveUpTo("ERR PING RATE_LIMITED :");
      ana.receiveUpTo("ERR PING RATE_LIMITED :");
      assertEquals("BYE :flood", ana.receive());
      assertNull(ana.receive());
    }
  }

  @Test
  void guestsWaitForTheirTurnAndWhoIsInsideDoesNot() throws IOException {
    guestRate = new Rate(20, Duration.ofSeconds(1));
    try (Peer ana = logIn("ana");
        Peer guest = welcome()) {
      assertTrue(millisOf(guest, "PING a\n".repeat(40) + "PING z", "PONG z") > 900);
      assertTrue(millisOf(ana, "PING a\n".repeat(40) + "PING z", "PONG z") < 900);
    }
  }

  @Test
  void garbageIsFloodToo() throws IOException {
    requestRate = new Rate(10, LONG);
    try (Peer peer = welcome()) {
      peer.send("x\n".repeat(40));
      assertEquals("BYE :flood", peer.receiveUpTo("BYE "));
      assertNull(peer.receive());
    }
  }

  @Test
  void aSecretRequestThatIsTooFastIsRefusedAndAnsweredInTurn() throws IOException {
    requestRate = new Rate(1, LONG);
    try (Peer peer = welcome()) {
      peer.send("PING a\nLOGIN @ana pc :password");
      assertEquals("PONG a", peer.receive());
      peer.receiveUpTo("ERR LOGIN RATE_LIMITED @ana :");
    }
  }

  @Test
  void soManyGroupsMembersAndBytes() throws IOException {
    quotas = new Quotas(100, 2, 2, 5);
    logIn("bruno").close();
    logIn("carla").close();
    try (Peer ana = logIn("ana")) {
      ana.send("GROUP CREATE #um @bruno\nGROUP CREATE #dois");
      ana.receiveUpTo("GROUP ");
      ana.receiveUpTo("GROUP ");
      ana.send("GROUP CREATE #tres\nGROUP ADD #um @carla");
      ana.receiveUpTo("ERR GROUP NOT_ALLOWED @ana :@ana is in 2 groups already");
      ana.receiveUpTo("ERR GROUP GROUP_FULL ");
      ana.send("SEND c1 @bruno :seis s\nSEND c2 @bruno :olá!");
      ana.receiveUpTo("ERR SEND TOO_LONG c1 :a text has at most 5 bytes here");
      ana.receiveUpTo("SENT c2 ");
    }
  }

  @Test
  void aLongLineIsRefusedAndAnEndlessOneIsFlood() throws IOException {
    try (Peer peer = welcome()) {
      peer.send("PING " + "a".repeat(Limits.MAX_LINE_BYTES));
      peer.receiveUpTo("ERR - TOO_LONG ");
      peer.sendBytes("x".repeat(Limits.MAX_UNENDED_BYTES + 1).getBytes(StandardCharsets.UTF_8));
      assertEquals("BYE :flood", peer.receiveUpTo("BYE "));
    }
  }
}
