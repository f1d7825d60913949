package recado.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recado.server.Server;
import recado.server.ServerProcess;
import recado.server.conversation.Peer;
import recado.server.store.files.DataFolder;
import recado.server.store.files.FrozenFolder;
import recado.server.store.files.MendedFolder;

/** What is whole is saved, whatever has become of the rest. */
@Timeout(60)
final class RepairTest {
  @TempDir static Path sample;
  @TempDir Path folder;

  private Path damaged = Path.of("");
  private Path mended = Path.of("");

  @BeforeAll
  static void writeSample() throws IOException {
    SampleData.writeTo(sample.resolve("data"), sample.resolve("scratch"));
  }

  private void begin() throws IOException {
    damaged = folder.resolve("damaged");
    mended = folder.resolve("mended");
    SampleData.copy(sample.resolve("data"), damaged);
  }

  private List<String> repair() throws IOException {
    return Repaired.repair(damaged, mended);
  }

  private void assertStarts() throws IOException {
    try (FrozenFolder files = FrozenFolder.freeze(mended)) {
      assertEquals(List.of(), Examination.of(files).damages());
    }
    SampleData.start(mended).close();
  }

  private static long highestId(Set<String> lines) {
    long highest = 0;
    for (String line : lines) {
      Matcher id = Repaired.RECORD.matcher(line);
      highest = Math.max(highest, id.matches() ? Long.parseLong(id.group(1)) : 0);
    }
    return highest;
  }

  @Test
  void aSoundFolderGivesAnEquivalentOneAndNothingWasLost() throws IOException {
    begin();
    Map<String, String> before = SampleData.contents(damaged);
    assertEquals(List.of(), repair());
    assertEquals(before, SampleData.contents(damaged));
    assertEquals(Repaired.journal(damaged), Repaired.journal(mended));
    assertEquals(
        SampleData.answers(damaged, folder.resolve("a")),
        SampleData.answers(mended, folder.resolve("b")));
    assertEquals(List.of(), Repaired.repair(mended, folder.resolve("again")));
  }

  @Test
  void aFolderThatAServerHoldsIsNotRepaired() throws IOException, InterruptedException {
    Path used = folder.resolve("used");
    mended = folder.resolve("mended");
    try (ServerProcess server = ServerProcess.runOn(used)) {
      server.address();
      CommandProcess repair = CommandProcess.run("repair", "--data=" + used, "--to=" + mended);
      assertEquals(1, repair.exitCode(), repair.said());
      assertEquals(1, repair.errors().lines().count(), repair.errors());
      assertTrue(repair.errors().contains("in use by a running server"), repair.errors());
    }
    assertFalse(Files.exists(mended));
    CommandProcess repair = CommandProcess.run("repair", "--data=" + used, "--to=" + mended);
    assertEquals(0, repair.exitCode(), repair.said());
    assertTrue(repair.output().contains("there was nothing to mend"), repair.output());
  }

  /** A command that was killed in between must not look like a data folder that is whole. */
  @Test
  void noServerStartsWithACopyThatWasNotFinished() throws IOException {
    mended = folder.resolve("mended");
    try (DataFolder disk = DataFolder.open(mended, false)) {
      new MendedFolder(disk).close();
    }
    try (FrozenFolder files = FrozenFolder.freeze(mended)) {
      assertFalse(Examination.of(files).isSound());
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 120);
  }

  /**
   * One to three bits flipped, lines or files deleted, files cut short. Ids are not used again, but
   * for those of which nothing is left anywhere: that is what a crash looks like.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsWholeIsSavedAndAServerStartsWithIt(long seed) throws IOException {
    begin();
    Random random = new Random(seed);
    for (int i = random.nextInt(3); i >= 0; i--) {
      damage(random);
    }
    Set<String> original = Repaired.journal(sample.resolve("data"));
    Set<String> whole = new HashSet<>(Repaired.journal(damaged));
    whole.retainAll(original);
    Map<String, String> before = SampleData.contents(damaged);
    List<String> said = repair();
    assertEquals(before, SampleData.contents(damaged));
    Set<String> saved = Repaired.journal(mended);
    whole.removeAll(saved);
    assertEquals(Set.of(), whole, said.toString());
    assertTrue(original.containsAll(saved));
    assertStarts();
    try (FrozenFolder files = FrozenFolder.freeze(mended)) {
      var inventory = Examination.of(files).inventory();
      boolean asAfterACrash = said.stream().allMatch(RepairTest::tellsOfATornEnd);
      assertTrue(
          asAfterACrash || (inventory != null && inventory.lastId() >= highestId(original)),
          said.toString());
    }
  }

  /** With the record that is torn go the receipts before it that followed from it. */
  private static boolean tellsOfATornEnd(String line) {
    return line.contains("never acknowledged") || line.startsWith("receipts left out");
  }

  private void damage(Random random) throws IOException {
    List<Path> files = Repaired.files(damaged);
    Path file = files.get(random.nextInt(files.size()));
    byte[] content = Files.readAllBytes(file);
    switch (content.length == 0 ? 3 : random.nextInt(8)) {
      case 0, 1, 2 -> {
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, content);
      }
      case 3 -> Files.delete(file);
      case 4, 5 -> Files.write(file, Arrays.copyOf(content, random.nextInt(content.length)));
      default -> {
        List<String> lines =
            new ArrayList<>(
                List.of(new String(content, StandardCharsets.ISO_8859_1).split("(?<=\n)")));
        lines.remove(random.nextInt(lines.size()));
        Files.writeString(file, String.join("", lines), StandardCharsets.ISO_8859_1);
      }
    }
  }

  private Path journalFile(int index) throws IOException {
    return Repaired.files(damaged.resolve("pending")).get(index);
  }

  private static void replace(Path file, String written, String instead) throws IOException {
    String content = Files.readString(file);
    assertTrue(content.contains(written), content);
    Files.writeString(file, content.replaceFirst(Pattern.quote(written), instead));
  }

  @Test
  void aDamagedMessageLosesOnlyItselfAndIsNamed() throws IOException {
    begin();
    replace(journalFile(1), "depois 3", "depois 4");
    List<String> said = repair();
    assertEquals(1, said.size(), said.toString());
    assertTrue(said.getFirst().contains("(message from @ana to @carla)"), said.toString());
    Set<String> lost = Repaired.journal(sample.resolve("data"));
    lost.removeAll(Repaired.journal(mended));
    assertEquals(1, lost.size());
    assertStarts();
  }

  @Test
  void whatTheOperatorHasSetStaysBehindIfItIsDamaged() throws IOException {
    begin();
    Files.writeString(damaged.resolve("invitations.json"), "{\"version\":1");
    Files.writeString(damaged.resolve("motd.txt"), "x".repeat(1025));
    try (FrozenFolder files = FrozenFolder.freeze(damaged)) {
      String first = Examination.of(files).damages().getFirst();
      assertTrue(first.startsWith("reading invitations.json: "), first);
    }
    List<String> said = repair();
    assertEquals(2, said.size(), said.toString());
    assertTrue(said.get(0).startsWith("invitations.json: "), said.toString());
    assertTrue(said.get(1).startsWith("motd.txt: "), said.toString());
    assertStarts();
  }

  @Test
  void twoRecordsInOneLineAreBothSaved() throws IOException {
    begin();
    replace(journalFile(1), "\"}\n{\"id\"", "\"}\u000b{\"id\"");
    List<String> said = repair();
    assertEquals(1, said.size(), said.toString());
    assertTrue(said.getFirst().endsWith("nothing is lost by it"), said.toString());
    assertEquals(Repaired.journal(sample.resolve("data")), Repaired.journal(mended));
  }

  @Test
  void aLostListOfMembersIsWorkedOut() throws IOException {
    begin();
    replace(journalFile(1), "{\"audience\"", "{\"audienca\"");
    repair();
    assertEquals(Repaired.journal(sample.resolve("data")), Repaired.journal(mended));
    assertStarts();
  }

  @Test
  void whatANewerVersionWroteIsNotDroppedSilently() throws IOException {
    begin();
    Path newest = journalFile(1);
    List<String> lines = new ArrayList<>(Files.readAllLines(newest));
    long next = highestId(Repaired.journal(damaged)) + 1;
    lines.add(SampleData.checked("{\"id\":" + next + ",\"at\":1,\"kind\":\"dance\"}"));
    Files.writeString(newest, String.join("\n", lines) + "\n");
    List<String> said = repair();
    assertTrue(said.getFirst().contains("a newer version of Recado wrote it"), said.toString());
    assertTrue(said.getFirst().contains("record " + next), said.toString());
  }

  @Test
  void groupsAreMadeAgainFromTheJournal() throws IOException {
    begin();
    Files.delete(damaged.resolve("groups.json"));
    List<String> said = repair();
    assertTrue(said.toString().contains("#casa"), said.toString());
    List<String> before = SampleData.answers(sample.resolve("data"), folder.resolve("a"));
    List<String> after = SampleData.answers(mended, folder.resolve("b"));
    for (List<String> answers : List.of(before, after)) {
      answers.removeIf(line -> !line.matches("(MEMBER|GROUP-OF) .*"));
    }
    assertFalse(before.isEmpty());
    assertEquals(before, after);
  }

  @Test
  void anAccountWhoseRowIsLostIsLockedAndItsMailWaits() throws IOException {
    begin();
    String users = Files.readString(damaged.resolve("users.csv"));
    Files.writeString(damaged.resolve("users.csv"), users.replaceFirst("(?m)^davi,.*\n", ""));
    List<String> said = repair();
    assertTrue(said.contains("users.csv: no row for @davi, whom the rest of the folder names"));
    assertTrue(said.toString().contains("@davi is made again, with a new number"), said.toString());
    assertStarts();
    try (Server server = SampleData.start(mended);
        var davi = new Peer(server.address())) {
      davi.send("LOGIN @davi pc :a-long-password");
      assertTrue(String.valueOf(davi.receive()).startsWith("ERR LOGIN BAD_CREDENTIALS"));
    }
  }

  /** A password is changed in the journal first, and in users.csv after that. */
  @Test
  void anAccountWhoseRowIsLostHasThePasswordThatTheJournalHas() throws IOException {
    begin();
    Path changed = folder.resolve("changed");
    try (Server server = SampleData.start(damaged);
        var davi = new Peer(server.address())) {
      davi.send("LOGIN @davi pc :a-long-password");
      davi.receiveUpTo("SYNCED");
      davi.send("PASSWORD :another-long-password");
      davi.receiveUpTo("PASSWORD-CHANGED");
      SampleData.copy(damaged, changed);
    }
    String users = Files.readString(changed.resolve("users.csv"));
    Files.writeString(changed.resolve("users.csv"), users.replaceFirst("(?m)^davi,.*\n", ""));
    List<String> said = Repaired.repair(changed, mended);
    assertTrue(said.toString().contains("@davi is made again, with a new number"), said.toString());
    assertTrue(said.toString().contains("and its password"), said.toString());
    try (Server server = SampleData.start(mended);
        var davi = new Peer(server.address())) {
      davi.send("LOGIN @davi pc :another-long-password");
      davi.receiveUpTo("WELCOME");
    }
  }
}
