package recado.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recado.server.Server;
import recado.server.conversation.Peer;

/** A backup and what is restored from it: private, whole or not there, nothing overwritten. */
@Timeout(60)
final class BackupTest {
  @TempDir static Path sample;
  @TempDir Path folder;

  @BeforeAll
  static void writeSample() throws IOException, InterruptedException {
    SampleData.writeTo(sample.resolve("data"), sample.resolve("scratch"));
    CommandProcess backup = backup(sample.resolve("data"), sample.resolve("data.zip"));
    assertEquals(0, backup.exitCode(), backup.said());
  }

  private static CommandProcess backup(Path data, Path zip, String... options)
      throws IOException, InterruptedException {
    return run("backup", data, zip, options);
  }

  private static CommandProcess run(String command, Path data, Path zip, String... options)
      throws IOException, InterruptedException {
    return CommandProcess.run(
        Stream.concat(Stream.of(command, "--data=" + data, zip.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private static CommandProcess restore(Path zip, Path data)
      throws IOException, InterruptedException {
    return run("restore", data, zip);
  }

  private static void assertRefused(CommandProcess command, String named) {
    assertEquals(1, command.exitCode(), command.said());
    assertEquals(1, command.errors().lines().count(), command.errors());
    assertTrue(command.errors().contains(named), command.errors());
  }

  @Test
  void whatIsRestoredIsWhatWasBackedUp() throws IOException, InterruptedException {
    Path restored = folder.resolve("restored");
    CommandProcess restore = restore(sample.resolve("data.zip"), restored);
    assertEquals(0, restore.exitCode(), restore.said());
    assertSameAsSample(restored);
    assertEquals(
        SampleData.answers(sample.resolve("data"), folder.resolve("a")),
        SampleData.answers(restored, folder.resolve("b")));
    assertEquals("rwx------", permissions(restored));
    assertEquals("rwx------", permissions(restored.resolve("pending")));
    assertEquals("rw-------", permissions(restored.resolve("users.csv")));
    assertEquals("rw-------", permissions(sample.resolve("data.zip")));
    SampleData.start(restored).close();
  }

  private static void assertSameAsSample(Path restored) throws IOException {
    Path data = sample.resolve("data");
    assertEquals(Repaired.journal(data), Repaired.journal(restored));
    for (String file : List.of("users.csv", "messages.csv")) {
      assertEquals(Files.readString(data.resolve(file)), Files.readString(restored.resolve(file)));
    }
  }

  /** Devices have what the server gave out after the backup, under the ids that came next. */
  @Test
  void noIdIsGivenOutASecondTime() throws IOException, InterruptedException {
    Path restored = folder.resolve("restored");
    CommandProcess restore = restore(sample.resolve("data.zip"), restored);
    Matcher next = Pattern.compile("(?s).*the next id is ([0-9]+).*").matcher(restore.output());
    assertTrue(next.matches(), restore.said());
    String groups = Files.readString(restored.resolve("groups.json"));
    assertTrue(groups.contains("\"lastNumber\" : 2000001000002,"), groups);
    try (Server server = SampleData.start(restored);
        Peer ana = new Peer(server.address())) {
      ana.send("LOGIN @ana pc :a-long-password");
      ana.receiveUpTo("SYNCED");
      ana.send("SEND c @carla :oi");
      long id = Long.parseLong(ana.receiveUpTo("SENT").split(" ", -1)[2]);
      assertTrue(id >= Long.parseLong(next.group(1)) && id > 1_000_000, restore.said());
    }
    assertEquals(0, CommandProcess.run("check", "--data=" + restored).exitCode());
  }

  @Test
  void aFolderWithALockAloneIsEmpty() throws IOException, InterruptedException {
    Path restored = Files.createDirectory(folder.resolve("restored"));
    Files.writeString(restored.resolve("recado.lock"), "1\n");
    CommandProcess restore = restore(sample.resolve("data.zip"), restored);
    assertEquals(0, restore.exitCode(), restore.said());
  }

  @Test
  void aFolderIsNoBackup() throws IOException, InterruptedException {
    assertRefused(restore(folder, folder.resolve("restored")), folder + " is a folder");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void whatWasBeingWrittenIsLeftOut() throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    Path restored = folder.resolve("restored");
    SampleData.copy(sample.resolve("data"), data);
    Path journal;
    try (Stream<Path> files = Files.list(data.resolve("pending"))) {
      journal = files.sorted().toList().getLast();
    }
    Files.writeString(journal, "{\"id\"", StandardOpenOption.APPEND);
    Files.writeString(data.resolve("users.csv"), "eva,1", StandardOpenOption.APPEND);
    Files.writeString(
        data.resolve("messages.csv"),
        "99,2026-11-21T02:50:12.123Z,@ana,@bruno,PENDING,\"oi\nand",
        StandardOpenOption.APPEND);
    assertEquals(0, backup(data, folder.resolve("b.zip")).exitCode());
    assertEquals(0, restore(folder.resolve("b.zip"), restored).exitCode());
    assertSameAsSample(restored);
  }

  @Test
  void theLogOfMessagesMayBeLeftOut() throws IOException, InterruptedException {
    Path zip = folder.resolve("b.zip");
    assertEquals(0, backup(sample.resolve("data"), zip, "--no-message-log").exitCode());
    assertEquals(0, restore(zip, folder.resolve("restored")).exitCode());
    assertFalse(Files.exists(folder.resolve("restored/messages.csv")));
  }

  /** A server's configuration may say that it writes none; what there is is backed up. */
  @Test
  void theServersConfigurationDoesNotLeaveOutTheLog() throws IOException, InterruptedException {
    Path config = Files.writeString(folder.resolve("c.properties"), "no-message-log=true\n");
    Path zip = folder.resolve("b.zip");
    CommandProcess backup = backup(sample.resolve("data"), zip, "--config=" + config);
    assertEquals(0, backup.exitCode(), backup.said());
    assertEquals(0, restore(zip, folder.resolve("restored")).exitCode());
    assertTrue(Files.exists(folder.resolve("restored/messages.csv")));
  }

  @Test
  void anExistingFileIsReplacedOnlyByForce() throws IOException, InterruptedException {
    Path zip = Files.writeString(folder.resolve("b.zip"), "precious");
    assertRefused(backup(sample.resolve("data"), zip), "--force");
    assertEquals("precious", Files.readString(zip));
    assertEquals(0, backup(sample.resolve("data"), zip, "--force").exitCode());
    assertEquals(0, restore(zip, folder.resolve("restored")).exitCode());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void aDamagedFolderIsNotBackedUp() throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    SampleData.copy(sample.resolve("data"), data);
    Files.writeString(data.resolve("users.csv"), "eva\n", StandardOpenOption.APPEND);
    assertRefused(backup(data, folder.resolve("b.zip")), "users.csv, line 6");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(data), files.toList());
    }
  }

  @Test
  void aFolderThatIsNotEmptyIsNotRestoredTo() throws IOException, InterruptedException {
    Path precious = Files.writeString(folder.resolve("precious"), "precious");
    assertRefused(restore(sample.resolve("data.zip"), folder), "not empty");
    assertEquals("precious", Files.readString(precious));
    assertRefused(restore(sample.resolve("data.zip"), precious), "no folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../users.csv",
        "/users.csv",
        "pending/../../users.csv",
        "pending/x",
        "pending\\0000000000000000001.jsonl",
        "recado.lock",
        "readme.txt",
        "./users.csv"
      })
  void aZipWithAnythingElseInItIsNotRestored(String name) throws IOException, InterruptedException {
    Path zip = folder.resolve("b.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      entries.putNextEntry(new ZipEntry("users.csv"));
      entries.write("name,number,password,created\n".getBytes(StandardCharsets.UTF_8));
      entries.putNextEntry(new ZipEntry(name));
      entries.write("name,number,password,created\n".getBytes(StandardCharsets.UTF_8));
    }
    assertRefused(restore(zip, folder.resolve("restored")), name);
    assertFalse(Files.exists(folder.resolve("restored")));
  }

  @Test
  void aDamagedZipLeavesNothingBehind() throws IOException, InterruptedException {
    byte[] whole = Files.readAllBytes(sample.resolve("data.zip"));
    Path zip = folder.resolve("b.zip");
    Path restored = Files.createDirectory(folder.resolve("restored"));
    // in the middle of the first file
    for (int place : new int[] {60, 80, 100}) {
      byte[] flipped = whole.clone();
      flipped[place] ^= 4;
      Files.write(zip, flipped);
      assertRefused(restore(zip, restored), "b.zip");
      try (Stream<Path> files = Files.list(restored)) {
        assertEquals(List.of(), files.toList());
      }
    }
    Files.write(zip, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(restore(zip, restored), "no whole zip file");
    assertRefused(restore(folder.resolve("none.zip"), restored), "none.zip");
  }

  @Test
  void whatTheOperatorHasSetGoesAlongAndIsChecked() throws IOException, InterruptedException {
    Path data = SampleData.copy(sample.resolve("data"), folder.resolve("data"));
    String invitations =
        "{\"version\":1,\"invitations\":[{\"code\":\"" + "0".repeat(64) + "\",\"ends\":1}]}";
    Files.writeString(data.resolve("invitations.json"), invitations);
    Files.writeString(data.resolve("motd.txt"), "bom dia\n");
    assertEquals(0, backup(data, folder.resolve("all.zip")).exitCode());
    Path restored = folder.resolve("restored");
    CommandProcess restore =
        CommandProcess.run(
            "restore", "--data", restored.toString(), folder.resolve("all.zip").toString());
    assertEquals(0, restore.exitCode(), restore.said());
    assertEquals(invitations, Files.readString(restored.resolve("invitations.json")));
    assertEquals("bom dia\n", Files.readString(restored.resolve("motd.txt")));
    Files.writeString(restored.resolve("invitations.json"), "{");
    CommandProcess check = CommandProcess.run("check", "--data", restored.toString());
    assertEquals(1, check.exitCode(), check.said());
    assertTrue(check.said().contains("invitations.json"), check.said());
  }
}
