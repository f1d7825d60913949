package recado.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recado.server.conversation.Peer;

/** The real server on a real disk that is full: what was confirmed holds, what was refused not. */
@Timeout(60)
final class FullDataFolderTest {
  private static final int MESSAGES = 240;
  private static final int PIPELINED = 8;
  private static final int MAX_TRIES = 200;
  private static final String REMEDY = "Make room or mend the disk, then restart";

  @TempDir Path folder;

  enum Kind {
    MEMORY,
    EXT4
  }

  private SmallDisk disk(Kind kind) throws IOException, InterruptedException {
    return kind == Kind.MEMORY ? SmallDisk.inMemory(folder) : SmallDisk.ext4(folder);
  }

  @ParameterizedTest(name = "{1} KiB left on {0}, then {2}")
  @CsvSource({
    "MEMORY, 0, stopped", "MEMORY, 0, killed", "MEMORY, 4, killed", "MEMORY, 8, stopped",
    "MEMORY, 40, killed", "EXT4, 0, stopped", "EXT4, 4, killed", "EXT4, 40, killed"
  })
  void refusesMessagesThatItCannotKeepAndDeliversTheOthers(Kind kind, int roomKib, String end)
      throws Exception {
    try (SmallDisk disk = disk(kind)) {
      Map<String, Boolean> messages;
      Map<String, String> ids = new TreeMap<>();
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        InetSocketAddress address = server.address();
        register(address, "@ana", "@bruno", "@carla");
        try (Peer ana = logIn(address, "@ana");
            Peer bruno = logIn(address, "@bruno")) {
          ana.send("GROUP CREATE #todos @bruno @carla");
          ana.receiveUpTo("GROUP");
          disk.fillBut(roomKib);
          messages = sendAll(ana, ids);
          assertTrue(messages.containsValue(false), "the disk is not full");
          assertEquals(ids, received(bruno), "live");
          expectEverythingRefused(address, bruno);
        }
        end(server, end);
        String said = server.errors();
        assertTrue(said.contains(REMEDY) && said.contains("No space left"), said);
      }
      startOnFull(disk.data());
      disk.makeRoom();
      try (ServerProcess server = ServerProcess.runOn(disk.data());
          Peer ana = logIn(server.address(), "@ana");
          Peer carla = logIn(server.address(), "@carla");
          Peer bruno = logIn(server.address(), "@bruno")) {
        assertEquals(ids, received(bruno), "after the restart");
        assertEquals(toGroup(ids), received(carla), "offline before");
        repeatAll(ana, ids);
        assertEquals(MESSAGES, ids.size());
        ids.keySet().removeIf(text -> messages.get(text));
        assertEquals(ids, received(bruno), "refused before");
        assertEquals(toGroup(ids), received(carla), "refused before");
      }
    }
  }

  private static void end(ServerProcess server, String how) throws InterruptedException {
    if (how.equals("killed")) {
      server.kill();
      server.exitCode();
    } else {
      server.terminate();
      assertEquals(0, server.exitCode());
    }
  }

  private static void register(InetSocketAddress server, String... users) throws IOException {
    try (Peer peer = new Peer(server)) {
      for (String user : users) {
        peer.send("REGISTER " + user + " :password-of-" + user);
        assertTrue(String.valueOf(peer.receive()).startsWith("REGISTERED"));
      }
    }
  }

  /** Logs in; what waits comes next. */
  private static Peer logIn(InetSocketAddress server, String user) throws IOException {
    Peer peer = new Peer(server);
    peer.send("LOGIN " + user + " pc :password-of-" + user);
    peer.receiveUpTo("TOKEN");
    return peer;
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

  /** Returns which were accepted, in order, and notes the ids of those. */
  private static Map<String, Boolean> sendAll(Peer ana, Map<String, String> ids)
      throws IOException {
    Map<String, Boolean> accepted = new LinkedHashMap<>();
    for (int from = 0; from < MESSAGES; from += PIPELINED) {
      for (int i = from; i < from + PIPELINED; i++) {
        ana.send(send(i));
      }
      for (int i = from; i < from + PIPELINED; i++) {
        String answer = String.valueOf(ana.receive());
        boolean sent = answer.startsWith("SENT c" + i + " ");
        assertTrue(sent || answer.startsWith("ERR SEND UNAVAILABLE c" + i + " :"), answer);
        assertFalse(sent && accepted.containsValue(false), "accepted after one was refused");
        accepted.put(text(i), sent);
        if (sent) {
          ids.put(text(i), answer.split(" ", -1)[2]);
        }
      }
    }
    return accepted;
  }

  /** Those that were accepted are answered as before, the others are accepted now. */
  private static void repeatAll(Peer ana, Map<String, String> ids) throws IOException {
    for (int i = 0; i < MESSAGES; i++) {
      ana.send(send(i));
      String id = ana.receiveUpTo("SENT c" + i + " ").split(" ", -1)[2];
      String before = ids.putIfAbsent(text(i), id);
      assertTrue(before == null || before.equals(id), text(i));
    }
  }

  /** The messages that come up to now: text and id. */
  private static Map<String, String> received(Peer peer) throws IOException {
    Map<String, String> ids = new TreeMap<>();
    peer.send("PING now");
    for (String line = ""; !line.equals("PONG now"); line = String.valueOf(peer.receive())) {
      if (line.startsWith("MSG ")) {
        String before = ids.put(line.substring(line.indexOf(" :") + 2), line.split(" ", -1)[1]);
        assertEquals(null, before, line);
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

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void keepsExactlyTheAccountsThatItHasConfirmed(int roomKib) throws Exception {
    try (SmallDisk disk = SmallDisk.inMemory(folder)) {
      List<String> confirmed = new ArrayList<>();
      String refused = "";
      try (ServerProcess server = ServerProcess.runOn(disk.data());
          Peer peer = new Peer(server.address())) {
        disk.fillBut(roomKib);
        while (refused.isEmpty()) {
          String user = "@user" + confirmed.size();
          peer.send("REGISTER " + user + " :password-of-" + user);
          String answer = String.valueOf(peer.receive());
          if (answer.startsWith("REGISTERED " + user)) {
            confirmed.add(user);
          } else {
            assertTrue(answer.startsWith("ERR REGISTER UNAVAILABLE " + user), answer);
            refused = user;
          }
          assertTrue(confirmed.size() < MAX_TRIES);
        }
        end(server, "killed");
      }
      disk.makeRoom();
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        InetSocketAddress address = server.address();
        for (String user : confirmed) {
          logIn(address, user).close();
        }
        register(address, refused);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 8})
  void keepsThePasswordThatItHasConfirmedLast(int roomKib) throws Exception {
    try (SmallDisk disk = SmallDisk.inMemory(folder)) {
      String confirmed = "password-of-@ana";
      String refused = "";
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        InetSocketAddress address = server.address();
        register(address, "@ana");
        try (Peer ana = logIn(address, "@ana")) {
          ana.receiveUpTo("SYNCED");
          disk.fillBut(roomKib);
          for (int i = 0; refused.isEmpty(); i++) {
            String next = "another-password-" + i;
            ana.send("PASSWORD :" + next);
            String answer = String.valueOf(ana.receive());
            if (answer.startsWith("TOKEN")) {
              assertEquals("PASSWORD-CHANGED", ana.receive());
              confirmed = next;
            } else {
              assertTrue(answer.startsWith("ERR PASSWORD UNAVAILABLE"), answer);
              refused = next;
            }
            assertTrue(i < MAX_TRIES);
          }
        }
        end(server, "killed");
      }
      disk.makeRoom();
      try (ServerProcess server = ServerProcess.runOn(disk.data());
          Peer ana = new Peer(server.address())) {
        ana.send("LOGIN @ana pc :" + refused);
        assertTrue(String.valueOf(ana.receive()).startsWith("ERR LOGIN BAD_CREDENTIALS"));
        ana.send("LOGIN @ana pc :" + confirmed);
        ana.receiveUpTo("SYNCED");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 12})
  void keepsExactlyTheGroupsThatItHasConfirmed(int roomKib) throws Exception {
    try (SmallDisk disk = SmallDisk.inMemory(folder)) {
      int confirmed = 0;
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        InetSocketAddress address = server.address();
        register(address, "@ana", "@bruno");
        try (Peer ana = logIn(address, "@ana")) {
          ana.receiveUpTo("SYNCED");
          disk.fillBut(roomKib);
          String answer = createGroup(ana, 0);
          while (answer.startsWith("GROUP ")) {
            confirmed++;
            assertTrue(confirmed < MAX_TRIES);
            answer = createGroup(ana, confirmed);
          }
          assertTrue(answer.startsWith("ERR GROUP UNAVAILABLE #g" + confirmed), answer);
        }
        end(server, "killed");
      }
      disk.makeRoom();
      try (ServerProcess server = ServerProcess.runOn(disk.data());
          Peer ana = logIn(server.address(), "@ana")) {
        ana.receiveUpTo("SYNCED");
        ana.send("GROUPS");
        assertEquals("END GROUPS " + confirmed, ana.receiveUpTo("END"));
        assertTrue(createGroup(ana, confirmed).startsWith("GROUP "));
      }
    }
  }

  /** The accounts and the journal are two files: one may fail when the other has been written. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4, 8})
  void forgetsTheAccountsThatItHasRefusedTogetherWithMessages(int roomKib) throws Exception {
    try (SmallDisk disk = SmallDisk.inMemory(folder)) {
      List<String> confirmed = new ArrayList<>();
      List<String> refused = new ArrayList<>();
      try (ServerProcess server = ServerProcess.runOn(disk.data());
          Peer peer = new Peer(server.address())) {
        register(server.address(), "@ana");
        try (Peer ana = logIn(server.address(), "@ana")) {
          disk.fillBut(roomKib);
          for (int i = 0; i < MAX_TRIES; i++) {
            peer.send("REGISTER @user" + i + " :password-of-@user" + i);
            ana.send(send(i).replace("@bruno", "@ana").replace("#todos", "@ana"));
          }
          for (int i = 0; i < MAX_TRIES; i++) {
            boolean made = String.valueOf(peer.receive()).startsWith("REGISTERED @user" + i);
            (made ? confirmed : refused).add("@user" + i);
          }
          end(server, "killed");
        }
      }
      disk.makeRoom();
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        for (String user : confirmed) {
          logIn(server.address(), user).close();
        }
        register(server.address(), refused.toArray(String[]::new));
      }
    }
  }

  private static String createGroup(Peer peer, int number) throws IOException {
    peer.send("GROUP CREATE #g" + number + " @bruno");
    return String.valueOf(peer.receive());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 8, 12, 16})
  void startsOrSaysInOneLineThatThereIsNoRoom(int roomKib) throws Exception {
    try (SmallDisk disk = SmallDisk.inMemory(folder)) {
      disk.fillBut(roomKib);
      startOnFull(disk.data());
      disk.makeRoom();
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        register(server.address(), "@ana");
        end(server, "stopped");
      }
      disk.fillBut(roomKib);
      startOnFull(disk.data());
      disk.makeRoom();
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        logIn(server.address(), "@ana").close();
      }
    }
  }

  private static void startOnFull(Path data) throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.runOn(data)) {
      if (server.starts()) {
        end(server, "stopped");
      } else {
        String said = server.errors();
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.contains("No space left") && said.contains(data.toString()), said);
        assertEquals(1, server.exitCode());
      }
    }
  }
}
