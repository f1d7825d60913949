package recado.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.conversation.Peer;

/** The real server on a data folder that it may read and not write. */
@Timeout(60)
final class ReadOnlyDataFolderTest {
  private static final String PASSWORD = "password-of-ana";

  @TempDir Path folder;

  @Test
  void saysInOneLineThatTheFileSystemIsReadOnlyAndChangesNothing() throws Exception {
    try (SmallDisk disk = SmallDisk.inMemory(folder)) {
      liveOn(disk.data());
      Map<String, String> before = files(disk.data());
      disk.makeReadOnly();
      expectRefusal(disk.data(), "Read-only file system");
      expectRefusal(disk.data().resolveSibling("none-yet"), "Read-only file system");
      assertEquals(before, files(disk.data()));
    }
  }

  /** Root may write wherever it wants to. */
  @Test
  void saysInOneLineThatTheFolderMayNotBeWrittenAndChangesNothing() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    liveOn(data);
    Map<String, String> before = files(data);
    allow(data, "r-x------");
    for (String file : before.keySet()) {
      allow(data.resolve(file), "r--------");
    }
    try {
      Assumptions.assumeFalse(Files.isWritable(data), "this user may write everywhere");
      expectRefusal(data, "cannot be written");
      assertEquals(before, files(data));
    } finally {
      allow(data, "rwx------");
    }
  }

  private static void allow(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  /** As it happens when the disk below begins to fail. */
  @Test
  void refusesEverythingOnceTheFileSystemHasBecomeReadOnly() throws Exception {
    try (SmallDisk disk = SmallDisk.ext4(folder)) {
      try (ServerProcess server = ServerProcess.runOn(disk.data());
          Peer ana = new Peer(server.address())) {
        register(ana);
        ana.send("LOGIN @ana pc :" + PASSWORD);
        ana.receiveUpTo("SYNCED");
        ana.send("SEND c1 @ana :before");
        ana.receiveUpTo("SENT c1");
        disk.breakDown();
        for (int i = 2; i < 10; i++) {
          ana.send("SEND c" + i + " @ana :after");
          ana.receiveUpTo("ERR SEND UNAVAILABLE c" + i);
        }
        ana.send("PING still-there");
        assertEquals("PONG still-there", ana.receive());
        server.terminate();
        assertEquals("BYE :shutdown", ana.receive());
        assertEquals(0, server.exitCode());
        assertTrue(server.errors().contains("mend the disk, then restart"));
      }
      disk.mend();
      expectMessages(disk.data(), List.of("before"));
    }
  }

  private static void register(Peer peer) throws IOException {
    peer.send("REGISTER @ana :" + PASSWORD);
    peer.receiveUpTo("REGISTERED");
  }

  private static void liveOn(Path data) throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.runOn(data);
        Peer ana = new Peer(server.address())) {
      register(ana);
      ana.send("LOGIN @ana pc :" + PASSWORD);
      ana.send("GROUP CREATE #todos @ana");
      ana.send("SEND c1 @ana :oi");
      ana.receiveUpTo("MSG");
      server.stopInOrder();
    }
  }

  private static void expectMessages(Path data, List<String> texts) throws IOException {
    try (ServerProcess server = ServerProcess.runOn(data);
        Peer ana = new Peer(server.address())) {
      ana.send("LOGIN @ana pc :" + PASSWORD);
      ana.receiveUpTo("TOKEN");
      for (String text : texts) {
        assertTrue(ana.receiveUpTo("MSG").endsWith(" :" + text), text);
      }
      assertTrue(String.valueOf(ana.receive()).startsWith("SYNCED"));
    }
  }

  private static void expectRefusal(Path data, String reason)
      throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.runOn(data)) {
      assertFalse(server.starts());
      server.expectOneLine(data.toString(), reason);
    }
  }

  /** Every file's content and when it was last changed. */
  private static Map<String, String> files(Path data) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            data.relativize(file).toString(),
            Files.getLastModifiedTime(file) + " " + Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
