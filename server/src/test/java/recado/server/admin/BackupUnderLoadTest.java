package recado.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import recado.server.Server;
import recado.server.ServerProcess;
import recado.server.conversation.Peer;

/** Backups of a server that is at work, one after another, while it takes snapshots and cleans. */
@Timeout(180)
final class BackupUnderLoadTest {
  private static final int BACKUPS = 4;
  private static final int SNAPSHOTS = 2; // every 32 MiB
  private static final int UNDER_WAY = 200;
  private static final int MESSAGES_FOR_EACH = 9_000; // somewhat more than 32 MiB
  private static final int FOR_CARLA = 10;
  private static final String TEXT = " @bruno :" + "x".repeat(4_000);

  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> received = ConcurrentHashMap.newKeySet();
  private final Semaphore mayBeSent = new Semaphore(UNDER_WAY);
  private final Semaphore load = new Semaphore(0);
  private final AtomicBoolean done = new AtomicBoolean();

  @TempDir Path folder;

  /** What Bruno has acknowledged may be gone; everything else that was SENT is there. */
  @Test
  void eachHasAllThatHadBeenSentBeforeItBegan() throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    List<Thread> threads = new ArrayList<>();
    try (ServerProcess server = ServerProcess.runOn(data)) {
      work(data, server.address(), threads);
    } finally {
      done.set(true);
      load.release();
      mayBeSent.release();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void work(Path data, InetSocketAddress address, List<Thread> threads)
      throws IOException, InterruptedException {
    try (Peer ana = online(address, "ana");
        Peer bruno = online(address, "bruno");
        Peer stranger = new Peer(address)) {
      register(stranger, "carla");
      for (int i = 0; i < FOR_CARLA; i++) {
        ana.send("SEND k" + i + " @carla :oi");
        ana.receiveUpTo("SENT");
      }
      threads.add(Thread.startVirtualThread(() -> send(ana)));
      threads.add(Thread.startVirtualThread(() -> count(ana)));
      threads.add(Thread.startVirtualThread(() -> receive(bruno)));
      backUpAgainAndAgain(data);
    }
  }

  private static void register(Peer peer, String user) throws IOException {
    peer.send("REGISTER @" + user + " :a-long-password");
    peer.receiveUpTo("REGISTERED");
  }

  private static Peer online(InetSocketAddress server, String user) throws IOException {
    Peer peer = new Peer(server);
    register(peer, user);
    peer.send("LOGIN @" + user + " pc :a-long-password");
    peer.receiveUpTo("SYNCED");
    return peer;
  }

  private void send(Peer ana) {
    try {
      for (int i = 0; !done.get(); i++) {
        load.acquireUninterruptibly();
        mayBeSent.acquireUninterruptibly();
        ana.send("SEND c" + i + TEXT);
      }
    } catch (IOException expected) {
      // the end
    }
  }

  private void count(Peer ana) {
    try {
      while (true) {
        sent.add(ana.receiveUpTo("SENT").split(" ", -1)[2]);
        mayBeSent.release();
      }
    } catch (IOException expected) {
      // the end
    }
  }

  private void receive(Peer bruno) {
    try {
      while (true) {
        String id = bruno.receiveUpTo("MSG").split(" ", -1)[1];
        received.add(id);
        if (received.size() % 20 == 0) {
          bruno.send("ACK " + id);
        }
      }
    } catch (IOException expected) {
      // the end
    }
  }

  private void backUpAgainAndAgain(Path data) throws IOException, InterruptedException {
    Set<Object> snapshots = new HashSet<>();
    for (int i = 0; i < BACKUPS || snapshots.size() < SNAPSHOTS; i++) {
      Path zip = folder.resolve(i + ".zip");
      Path restored = folder.resolve("restored-" + i);
      load.release(MESSAGES_FOR_EACH);
      Set<String> before = Set.copyOf(sent);
      assertEquals(0, run("backup", "--data=" + data, zip.toString()));
      assertEquals(0, run("restore", "--data=" + restored, zip.toString()));
      assertHas(restored, before);
      Files.delete(zip);
      noteSnapshot(data, snapshots);
    }
  }

  @Command
  private static final class Root {
    @Option(names = "--data", scope = ScopeType.INHERIT)
    @SuppressWarnings("UnusedVariable") // asked for by the commands
    private Path data = Path.of("");
  }

  /** In this process, which is not the server's. */
  private static int run(String... arguments) {
    CommandLine root = new CommandLine(new Root());
    AdminCommands.addTo(root);
    return root.execute(arguments);
  }

  private static void noteSnapshot(Path data, Set<Object> snapshots) throws IOException {
    try {
      snapshots.add(Files.getLastModifiedTime(data.resolve("state.jsonl")));
    } catch (NoSuchFileException expected) {
      // not yet
    }
  }

  private void assertHas(Path restored, Set<String> sentBefore) throws IOException {
    try (Server server = SampleData.start(restored)) {
      Set<String> missing = new HashSet<>(sentBefore);
      missing.removeAll(backlog(server, "bruno"));
      missing.removeAll(received);
      assertEquals(Set.of(), missing);
      Set<String> forCarla = backlog(server, "carla");
      assertTrue(forCarla.size() == FOR_CARLA, forCarla.toString());
    }
  }

  private static Set<String> backlog(Server server, String user) throws IOException {
    Set<String> ids = new HashSet<>();
    try (Peer peer = new Peer(server.address())) {
      peer.send("LOGIN @" + user + " pc :a-long-password");
      String line = peer.receiveUpTo("WELCOME");
      while (!line.startsWith("SYNCED")) {
        if (line.startsWith("MSG")) {
          ids.add(line.split(" ", -1)[1]);
        }
        line = String.valueOf(peer.receive());
      }
    }
    return ids;
  }
}
