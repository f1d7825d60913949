package recado.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.conversation.Peer;
import recado.server.conversation.ZapPeer;
import recado.server.dialect.zap.Flavour;
import recado.server.postoffice.Registration;

/** What the conversations with WhatPix's and Interzap's clients do not say. */
@Timeout(60)
final class ZapTest {
  private static final String TIME = "1700000000";

  @TempDir Path data;
  private Server server;

  @BeforeEach
  void start() throws IOException {
    start(ServerConfigs.on(data, "test", "", false));
  }

  private void start(ServerConfig plain) throws IOException {
    server = Server.start(ServerConfigs.withZap(plain));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private ZapPeer whatpix() throws IOException {
    return new ZapPeer(server.zapAddress(Flavour.WHATPIX));
  }

  private ZapPeer interzap() throws IOException {
    return new ZapPeer(server.zapAddress(Flavour.INTERZAP));
  }

  private Peer ana() throws IOException {
    Peer ana = new Peer(server.address());
    ana.send("REGISTER @ana :password-of-ana");
    ana.receiveUpTo("REGISTERED");
    ana.send("LOGIN @ana pc :password-of-ana");
    ana.receiveUpTo("SYNCED");
    return ana;
  }

  @Test
  void tenRegisterAtOnceAndAreTen() throws Exception {
    List<Callable<String>> registrations = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      registrations.add(
          () -> {
            try (ZapPeer peer = whatpix()) {
              return peer.register();
            }
          });
    }
    Set<String> ids = new HashSet<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> id : people.invokeAll(registrations)) {
        ids.add(id.get());
      }
    }
    assertEquals(10, ids.size());
  }

  /** A frame of 256 bytes, as WhatPix reads it, is never more than one message or less than it. */
  @Test
  void eachMessageIsAWriteOfItsOwn() throws IOException {
    try (Peer ana = ana();
        ZapPeer bruno = whatpix()) {
      String id = bruno.register();
      for (int i = 0; i < 20; i++) {
        ana.send("SEND c" + i + " @" + id + " :message " + i);
      }
      for (int i = 0; i < 20; i++) {
        String frame = bruno.receive();
        assertTrue(
            frame != null && frame.startsWith("061000000000001" + id) && frame.endsWith("e " + i),
            frame);
        assertEquals(38 + ("message " + i).length(), String.valueOf(frame).length());
      }
    }
  }

  @Test
  void whatWasWrittenToAConnectionThatDiedComesAgain() throws IOException {
    try (Peer ana = ana()) {
      String id;
      try (ZapPeer bruno = whatpix()) {
        id = bruno.register();
        ana.send("SEND c1 @" + id + " :oi");
        assertEquals("oi", String.valueOf(bruno.receive()).substring(38));
      } // before it has said anything, or lived on for a second
      try (ZapPeer bruno = whatpix()) {
        bruno.send("03" + id);
        assertEquals("04" + id, bruno.receive());
        assertEquals("oi", String.valueOf(bruno.receive()).substring(38));
        ana.receiveUpTo("DELIVERED");
      }
      try (ZapPeer bruno = whatpix()) {
        bruno.send("03" + id);
        assertEquals("04" + id, bruno.receive());
        bruno.waitAtMost(500);
        assertNothing(bruno);
      }
    }
  }

  /** It says that it has read what has not come to its end, and is gone. */
  @Test
  void whatIsReadBeforeItsLastPieceIsWrittenComesAgain() throws IOException {
    try (Peer ana = ana()) {
      String id;
      String first;
      try (ZapPeer bruno = whatpix()) {
        id = bruno.register();
        ana.send("SEND c1 @" + id + " :" + "x".repeat(3000));
        first = String.valueOf(bruno.receive());
        bruno.sendBytes(
            ("081000000000001" + first.substring(28, 38)).getBytes(StandardCharsets.UTF_8));
      }
      try (ZapPeer bruno = whatpix()) {
        bruno.send("03" + id);
        assertEquals("04" + id, bruno.receive());
        assertEquals(first, bruno.receive());
      }
    }
  }

  @Test
  void whoHangsUpWhileThereIsAPauseCanComeAgainAtOnce() throws IOException {
    String id;
    try (ZapPeer interzap = interzap()) {
      assertEquals("Welcome to Interzap!", interzap.receive());
      id = interzap.register();
    }
    for (int i = 0; i < 3; i++) {
      try (ZapPeer interzap = interzap()) {
        assertEquals("Welcome to Interzap!", interzap.receive());
        interzap.send("03" + id);
        assertEquals("04" + id, interzap.receive()); // and is left alone for two seconds
      }
    }
  }

  @Test
  void aNameThatIsTakenIsNotGivenToAGroup() throws IOException {
    try (Peer ana = ana();
        ZapPeer bruno = whatpix()) {
      String id = bruno.register();
      bruno.send("10" + id + TIME + "1000000000001");
      assertTrue(ana.receiveUpTo("GROUP").contains(" #zap-1 "));
      ana.send("GROUP CREATE #zap-2");
      ana.receiveUpTo("GROUP");
      bruno.send("10" + id + TIME + "1000000000001");
      assertTrue(ana.receiveUpTo("GROUP").contains(" #zap-3 "));
    }
  }

  private static void assertNothing(ZapPeer peer) throws IOException {
    try {
      String frame = peer.receive();
      throw new AssertionError("nothing expected, but was " + frame);
    } catch (SocketTimeoutException expected) {
      // nothing has come
    }
  }

  /** Its peer takes nothing for a while; others are served, and later it gets everything. */
  @Test
  void whoDoesNotReadDelaysNobody() throws IOException {
    try (Peer ana = ana();
        ZapPeer deaf = whatpix();
        ZapPeer bruno = whatpix()) {
      String deafId = deaf.register();
      String brunosId = bruno.register();
      for (int i = 0; i < 30; i++) {
        ana.send("SEND d" + i + " @" + deafId + " :" + "x".repeat(3000));
      }
      long before = System.nanoTime();
      ana.send("SEND b @" + brunosId + " :oi");
      assertEquals("oi", String.valueOf(bruno.receive()).substring(38));
      long millis = Duration.ofNanos(System.nanoTime() - before).toMillis();
      assertTrue(millis < 3000, "it took " + millis + " ms, where 30 long texts take 42 s");
    }
  }

  @Test
  void aBacklogOfSeveralPiecesComesInOrder() throws IOException {
    try (Peer ana = ana()) {
      String id;
      try (ZapPeer bruno = whatpix()) {
        id = bruno.register();
      }
      for (int i = 0; i < 70; i++) {
        ana.send("SEND c" + i + " @" + id + " :" + i);
      }
      ana.receiveUpTo("SENT c69 ");
      try (ZapPeer bruno = whatpix()) {
        bruno.send("03" + id);
        assertEquals("04" + id, bruno.receive());
        for (int i = 0; i < 70; i++) {
          assertEquals(String.valueOf(i), String.valueOf(bruno.receive()).substring(38));
        }
        ana.send("SEND live @" + id + " :live");
        assertEquals("live", String.valueOf(bruno.receive()).substring(38));
      }
    }
  }

  @Test
  void whoHasALongBacklogCanWriteMeanwhile() throws IOException {
    try (Peer ana = ana()) {
      String id;
      try (ZapPeer bruno = whatpix()) {
        id = bruno.register();
      }
      for (int i = 0; i < 200; i++) {
        ana.send("SEND c" + i + " @" + id + " :" + i);
      }
      ana.receiveUpTo("SENT c199 ");
      try (ZapPeer bruno = whatpix()) {
        bruno.send("03" + id);
        assertEquals("04" + id, bruno.receive());
        assertEquals("0", String.valueOf(bruno.receive()).substring(38));
        bruno.send("05" + id + "1000000000001" + TIME + "a moment");
        long before = System.nanoTime();
        ana.receiveUpTo("MSG");
        long millis = Duration.ofNanos(System.nanoTime() - before).toMillis();
        assertTrue(millis < 5000, "it took " + millis + " ms, and the backlog takes 20 s");
      }
    }
  }

  @Test
  void messagesAndCharactersThatAreCutInTwoArriveWhole() throws IOException {
    try (ZapPeer ana = whatpix();
        ZapPeer bruno = whatpix()) {
      String anasId = ana.register();
      String brunosId = bruno.register();
      byte[] message = ("05" + anasId + brunosId + TIME + "olá").getBytes(StandardCharsets.UTF_8);
      for (int cut : new int[] {1, 20, message.length - 1}) {
        ana.sendBytes(Arrays.copyOf(message, cut));
        ana.send(""); // a moment passes
        ana.sendBytes(Arrays.copyOfRange(message, cut, message.length));
        byte[] expected = message.clone();
        expected[1] = '6';
        assertArrayEquals(expected, bruno.receiveBytes());
      }
    }
  }

  @Test
  void whereAccountsAreMadeByTheOperatorNobodyRegisters() throws IOException {
    server.close();
    start(ServerConfigs.admitting(data, Registration.CLOSED));
    try (ZapPeer peer = whatpix()) {
      peer.send("01");
      assertEquals("00the operator makes the accounts here", peer.receive());
    }
  }

  @Test
  void aServerThatStopsEndsTheConnection() throws IOException {
    try (ZapPeer peer = whatpix()) {
      peer.register();
      server.close();
      assertEquals("00shutdown", peer.receive());
      assertNull(peer.receive());
    }
  }

  @Test
  void anAccountWithAPasswordFromTheOperatorIsAnOrdinaryOne() throws IOException {
    try (ZapPeer peer = whatpix();
        Peer guest = new Peer(server.address())) {
      String id = peer.register();
      guest.send("LOGIN @" + id + " pc :");
      assertTrue(String.valueOf(guest.receive()).startsWith("ERR LOGIN BAD_CREDENTIALS"));
    }
  }
}
