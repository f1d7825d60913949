package recado.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recado.server.conversation.Peer;

/**
 * The real server on a real disk that is full: what it confirmed holds, what it refused does not.
 */
@Timeout(60)
final class FullDataFolderTest {
  private static final int MAX_TRIES = 200;

  @TempDir Path folder;

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
          peer.send("REGISTER " + user + " :" + People.password(user));
          String answer = String.valueOf(peer.receive());
          if (answer.startsWith("REGISTERED " + user)) {
            confirmed.add(user);
          } else {
            assertTrue(answer.startsWith("ERR REGISTER UNAVAILABLE " + user), answer);
            refused = user;
          }
          assertTrue(confirmed.size() < MAX_TRIES);
        }
        server.killAndWait();
      }
      disk.makeRoom();
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        InetSocketAddress address = server.address();
        for (String user : confirmed) {
          People.logIn(address, user).close();
        }
        People.register(address, refused);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void keepsThePasswordThatItHasConfirmedLast(int roomKib) throws Exception {
    try (SmallDisk disk = SmallDisk.inMemory(folder)) {
      String confirmed = People.password("@ana");
      String refused = "";
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        InetSocketAddress address = server.address();
        People.register(address, "@ana");
        try (Peer ana = People.logIn(address, "@ana")) {
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
        server.killAndWait();
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
  @ValueSource(ints = {0, 4})
  void keepsExactlyTheGroupsThatItHasConfirmed(int roomKib) throws Exception {
    try (SmallDisk disk = SmallDisk.inMemory(folder)) {
      int confirmed = 0;
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        InetSocketAddress address = server.address();
        People.register(address, "@ana", "@bruno");
        try (Peer ana = People.logIn(address, "@ana")) {
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
        server.killAndWait();
      }
      disk.makeRoom();
      try (ServerProcess server = ServerProcess.runOn(disk.data());
          Peer ana = People.logIn(server.address(), "@ana")) {
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
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        InetSocketAddress address = server.address();
        People.register(address, "@ana");
        try (Peer ana = People.logIn(address, "@ana");
            Visitors visitors = new Visitors(address)) {
          disk.fillBut(roomKib);
          for (int i = 0; i < MAX_TRIES; i++) {
            visitors.register(i);
            ana.send("SEND c" + i + " @ana :" + ".".repeat(i));
          }
          for (int i = 0; i < MAX_TRIES; i++) {
            (visitors.isRegistered(i) ? confirmed : refused).add(Visitors.user(i));
          }
        }
        server.killAndWait();
      }
      disk.makeRoom();
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        for (String user : confirmed) {
          People.logIn(server.address(), user).close();
        }
        People.register(server.address(), refused.toArray(String[]::new));
      }
    }
  }

  /** Several connections, because one registers only one account at a time. */
  private static final class Visitors implements AutoCloseable {
    private final List<Peer> peers = new ArrayList<>();

    Visitors(InetSocketAddress server) throws IOException {
      for (int i = 0; i < 8; i++) {
        peers.add(new Peer(server));
      }
    }

    static String user(int i) {
      return "@user" + i;
    }

    private Peer peer(int i) {
      return peers.get(i % peers.size());
    }

    void register(int i) throws IOException {
      peer(i).send("REGISTER " + user(i) + " :" + People.password(user(i)));
    }

    boolean isRegistered(int i) throws IOException {
      String answer = String.valueOf(peer(i).receive());
      boolean registered = answer.startsWith("REGISTERED " + user(i) + " ");
      assertTrue(registered || answer.startsWith("ERR REGISTER UNAVAILABLE " + user(i)), answer);
      return registered;
    }

    @Override
    public void close() throws IOException {
      for (Peer peer : peers) {
        peer.close();
      }
    }
  }

  private static String createGroup(Peer peer, int number) throws IOException {
    peer.send("GROUP CREATE #g" + number + " @bruno");
    return String.valueOf(peer.receive());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 12})
  void startsOrSaysInOneLineThatThereIsNoRoom(int roomKib) throws Exception {
    try (SmallDisk disk = SmallDisk.inMemory(folder)) {
      disk.fillBut(roomKib);
      ServerProcess.tryOnFull(disk.data());
      disk.makeRoom();
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        People.register(server.address(), "@ana");
        server.stopInOrder();
      }
      disk.fillBut(roomKib);
      ServerProcess.tryOnFull(disk.data());
      disk.makeRoom();
      try (ServerProcess server = ServerProcess.runOn(disk.data())) {
        People.logIn(server.address(), "@ana").close();
      }
    }
  }
}
