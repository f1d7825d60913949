package recado.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recado.server.conversation.Peer;

/**
 * The disk fills up under the real server in the middle of messages: each is delivered to all it is
 * for, or was refused and is delivered to nobody.
 */
@Timeout(60)
final class FullDataFolderMessagesTest {
  private static final int MESSAGES = 240;
  private static final int PIPELINED = 8;
  private static final long KIB = 1024;

  @TempDir Path folder;

  enum Kind {
    MEMORY,
    EXT4
  }

  enum End {
    STOPPED,
    KILLED
  }

  private interface Fill {
    void under(ServerProcess server) throws IOException, InterruptedException;
  }

  @ParameterizedTest
  @CsvSource({
    "MEMORY, 0, KILLED",
    "MEMORY, 4, STOPPED",
    "MEMORY, 40, KILLED",
    "EXT4, 0, STOPPED",
    "EXT4, 12, KILLED"
  })
  void deliversWhatItHasAcceptedAndNothingThatItHasRefused(Kind kind, int roomKib, End end)
      throws Exception {
    try (SmallDisk disk =
        kind == Kind.MEMORY ? SmallDisk.inMemory(folder) : SmallDisk.ext4(folder)) {
      Life life = new Life(disk.data());
      life.liveUntilFull(_ -> disk.fillBut(roomKib), end, "No space left on device");
      ServerProcess.tryOnFull(disk.data());
      disk.makeRoom();
      life.goOn();
    }
  }

  /** The same wherever no file system can be mounted: the operating system lets no file grow. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void doesTheSameWhenNoFileMayGrow(int roomKib) throws Exception {
    Path data = folder.resolve("data");
    Life life = new Life(data);
    Fill limit = server -> server.limitFiles(longestFile(data.resolve("pending")) + roomKib * KIB);
    life.liveUntilFull(limit, End.KILLED, "File too large");
    life.goOn();
  }

  private static long longestFile(Path folder) throws IOException {
    long longest = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        longest = Math.max(longest, Files.size(file));
      }
    }
    return longest;
  }

  /** Ana writes to Bruno, and to the group of them and Carla, who is offline. */
  private static final class Life {
    private final Path data;

    /** Whether each message was accepted, by its text. */
    private final Map<String, Boolean> accepted = new LinkedHashMap<>();

    /** The ids of those that were accepted. */
    private final Map<String, String> ids = new TreeMap<>();

    Life(Path data) {
      this.data = data;
    }

    void liveUntilFull(Fill fill, End end, String reason) throws Exception {
      try (ServerProcess server = ServerProcess.runOn(data)) {
        InetSocketAddress address = server.address();
        People.register(address, "@ana", "@bruno", "@carla");
        try (Peer ana = People.logIn(address, "@ana");
            Peer bruno = People.logIn(address, "@bruno")) {
          ana.send("GROUP CREATE #todos @bruno @carla");
          ana.receiveUpTo("GROUP");
          fill.under(server);
          sendAll(ana);
          assertTrue(accepted.containsValue(false), "the disk is not full");
          assertEquals(ids, received(bruno), "live");
          expectEverythingRefused(address, bruno);
        }
        if (end == End.KILLED) {
          server.killAndWait();
        } else {
          server.stopInOrder();
        }
        String said = server.errors();
        assertTrue(said.contains("Make room or mend the disk, then restart"), said);
        assertTrue(said.contains(reason), said);
      }
    }

    void goOn() throws IOException {
      try (ServerProcess server = ServerProcess.runOn(data);
          Peer ana = People.logIn(server.address(), "@ana");
          Peer carla = People.logIn(server.address(), "@carla");
          Peer bruno = People.logIn(server.address(), "@bruno")) {
        assertEquals(ids, received(bruno), "after the restart");
        assertEquals(toGroup(ids), received(carla), "offline before");
        repeatAll(ana);
        assertEquals(MESSAGES, ids.size());
        ids.keySet().removeIf(text -> accepted.getOrDefault(text, false));
        assertEquals(ids, received(bruno), "refused before");
        assertEquals(toGroup(ids), received(carla), "refused before");
      }
    }

    private void sendAll(Peer ana) throws IOException {
      for (int from = 0; from < MESSAGES; from += PIPELINED) {
        for (int i = from; i < from + PIPELINED; i++) {
          ana.send(send(i));
        }
        for (int i = from; i < from + PIPELINED; i++) {
          noteAnswer(i, String.valueOf(ana.receive()));
        }
      }
    }

    private void noteAnswer(int i, String answer) {
      boolean sent = answer.startsWith("SENT c" + i + " ");
      assertTrue(sent || answer.startsWith("ERR SEND UNAVAILABLE c" + i + " :"), answer);
      assertFalse(sent && accepted.containsValue(false), "accepted after one was refused");
      accepted.put(text(i), sent);
      if (sent) {
        ids.put(text(i), answer.split(" ", -1)[2]);
      }
    }

    /** Those that were accepted are answered as before, the others are accepted now. */
    private void repeatAll(Peer ana) throws IOException {
      for (int i = 0; i < MESSAGES; i++) {
        ana.send(send(i));
        String id = ana.receiveUpTo("SENT c" + i + " ").split(" ", -1)[2];
        String before = ids.putIfAbsent(text(i), id);
        assertTrue(before == null || before.equals(id), text(i));
      }
    }
  }

  private static String text(int i) {
    return (i % 3 == 0 ? "all" : "one") + i + ".".repeat(i % 200);
  }

  private static String send(int i) {
    return "SEND c" + i + (i % 3 == 0 ? " #todos" : " @bruno") + " :" + text(i);
  }

  private static Map<String, String> toGroup(Map<String, String> ids) {
    Map<String, String> group = new TreeMap<>(ids);
    group.keySet().removeIf(text -> !text.startsWith("all"));
    return group;
  }

  /** The messages that come up to now: text and id. */
  private static Map<String, String> received(Peer peer) throws IOException {
    Map<String, String> ids = new TreeMap<>();
    peer.send("PING now");
    for (String line = ""; !line.equals("PONG now"); line = String.valueOf(peer.receive())) {
      if (line.startsWith("MSG ")) {
        String before = ids.put(line.substring(line.indexOf(" :") + 2), line.split(" ", -1)[1]);
        assertNull(before, line);
      }
    }
    return ids;
  }

  private static void expectEverythingRefused(InetSocketAddress server, Peer bruno)
      throws IOException {
    bruno.send("PASSWORD :another-password");
    assertTrue(String.valueOf(bruno.receive()).startsWith("ERR PASSWORD UNAVAILABLE"));
    bruno.send("GROUP CREATE #late @ana");
    assertTrue(String.valueOf(bruno.receive()).startsWith("ERR GROUP UNAVAILABLE"));
    try (Peer late = new Peer(server)) {
      late.send("REGISTER @late :password-of-late");
      assertTrue(String.valueOf(late.receive()).startsWith("ERR REGISTER UNAVAILABLE"));
      late.send("LOGIN @ana pc :password-of-@ana");
      assertTrue(String.valueOf(late.receive()).startsWith("ERR LOGIN UNAVAILABLE"));
    }
  }
}
