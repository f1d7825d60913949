package recado.server.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recado.server.store.SampleRecords.acknowledged;
import static recado.server.store.SampleRecords.message;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.store.DamagedStoreException;
import recado.server.store.Journal;
import recado.server.store.Recovered;
import recado.server.store.SampleRecords;
import recado.server.store.StoredGroup;

/** When a file of the journal begins, and when it is deleted. */
@Timeout(30)
final class JournalFilesTest {
  private final TestFolder folder;

  JournalFilesTest(@TempDir Path root) throws IOException {
    folder = new TestFolder(root);
  }

  @AfterEach
  void letTheFolderGo() throws IOException {
    folder.close();
  }

  /** A file with these messages, for each of which one device waits. */
  private static void writeFile(Journal journal, long... ids) {
    for (long id : ids) {
      journal.append(message(id, "message " + id));
    }
    TestFolder.commit(journal);
    for (long id : ids) {
      journal.retain(id, 1);
    }
    journal.snapshot(SampleRecords.groups(), List.of());
  }

  /** The journal's files, by the first id of each. */
  private Set<String> files() throws IOException {
    return Set.copyOf(folder.disk().list(Segment.FOLDER));
  }

  private static Set<String> named(long... firstIds) {
    Set<String> names = new HashSet<>();
    for (long firstId : firstIds) {
      names.add(Segment.fileName(firstId).substring(Segment.FOLDER.length() + 1));
    }
    return names;
  }

  @Test
  void aFileGoesWithTheSnapshotThatNobodyWaitsForAnythingInIt() throws IOException {
    try (FileJournal journal = folder.journal()) {
      Recovered.from(journal);
      writeFile(journal, 1, 2);
      writeFile(journal, 3, 4);
      journal.release(1);
      journal.release(3);
      journal.release(4);
      assertEquals(named(1, 3, 5), files(), "the former snapshot does not know of the releases");
      assertTrue(journal.hasNeedlessFiles());
      writeFile(journal, 5);
      assertFalse(journal.hasNeedlessFiles());
    }
    assertEquals(named(1, 5, 6), files(), "the last one is for what comes next");
  }

  /** A crash can come between a snapshot and its deletions. */
  @Test
  void theNextStartDeletesWhatTheSnapshotDoesNotKeep() throws IOException {
    try (FileJournal journal = folder.journal()) {
      Recovered.from(journal);
      writeFile(journal, 1);
    }
    String left = folder.text(TestFolder.FIRST_FILE);
    try (FileJournal journal = folder.journal()) {
      Recovered.from(journal);
      writeFile(journal, 2);
    }
    folder.write(TestFolder.FIRST_FILE, left);
    assertEquals(named(1, 2, 3), files());
    try (FileJournal journal = folder.journal()) {
      Recovered.from(journal);
      assertEquals(List.of(2L), read(journal, 1, 2));
    }
    assertEquals(named(2, 3), files());
  }

  /** A file that was begun when the disk failed to keep its name; the one before it went on. */
  @Test
  void filesBegunAndNeverWrittenToArePassedOver() throws IOException {
    folder.append(List.of(message(1, "one"), message(2, "two")));
    folder.write(Segment.fileName(2), "");
    folder.write(Segment.fileName(3), "");
    assertEquals(2, folder.recovered().lastId);
    assertEquals(named(1), files());
  }

  @Test
  void readsAcrossFiles() throws IOException {
    try (FileJournal journal = folder.journal()) {
      Recovered.from(journal);
      writeFile(journal, 1, 2);
      writeFile(journal, 3, 4);
      journal.append(message(5, "message 5"));
      TestFolder.commit(journal);
      assertEquals(List.of(1L, 4L, 5L), read(journal, 1, 4, 5));
    }
  }

  private static List<Long> read(Journal journal, long... ids) throws IOException {
    List<Long> found = new ArrayList<>();
    journal.read(ids, entry -> found.add(entry.id().value()));
    return found;
  }

  /** As happens to a backlog under way when the device acknowledges on another connection. */
  @Test
  void readingLeavesOutWhatWasInAFileThatIsGone() throws IOException {
    try (FileJournal journal = folder.journal()) {
      Recovered.from(journal);
      writeFile(journal, 1, 2);
      writeFile(journal, 3, 4);
      journal.release(3);
      journal.release(4);
      writeFile(journal, 5, 6);
      assertFalse(folder.disk().exists(Segment.fileName(3)));
      assertEquals(List.of(1L, 2L, 5L, 6L), read(journal, 1, 2, 3, 4, 5, 6));
    }
  }

  @Test
  void changesNothingWhenItFindsDamageAfterTheSnapshot() throws IOException {
    try (FileJournal journal = folder.journal()) {
      Recovered.from(journal);
      writeFile(journal, 1);
      journal.append(acknowledged(2, 1));
      TestFolder.commit(journal);
    }
    String damaged = Segment.fileName(2);
    folder.write(damaged, folder.text(damaged) + "damage\n");
    Map<String, String> before = folder.contents();
    try (FileJournal journal = folder.journal()) {
      assertThrows(DamagedStoreException.class, () -> Recovered.from(journal));
    }
    assertEquals(before.keySet(), folder.contents().keySet());
    assertEquals(before, folder.contents());
  }

  /** As after a power cut without syncs, or when a newer groups.json was put back. */
  @Test
  void groupsThatKnowMoreThanTheJournalAreDamage() throws IOException {
    folder.append(List.of(message(1, "one")));
    new JsonGroupStore(folder.disk())
        .save(new StoredGroup.Snapshot(2, 2_000_000_000_000L, List.of()));
    String file = Segment.fileName(1);
    folder.write(file, folder.text(file) + "torn");
    Map<String, String> before = folder.contents();
    DamagedStoreException damage = assertThrows(DamagedStoreException.class, folder::recovered);
    assertTrue(String.valueOf(damage.getMessage()).startsWith("reading groups.json: "));
    assertEquals(before, folder.contents());
  }

  @Test
  void aFileOfTheJournalHasTheFirstIdInItsName() {
    assertEquals("pending/0000000000000000042.jsonl", Segment.fileName(42));
    assertEquals(42, Segment.firstIdOf("0000000000000000042.jsonl"));
    assertEquals(Long.MAX_VALUE, Segment.firstIdOf(Long.MAX_VALUE + ".jsonl"));
    for (String other :
        List.of(
            "42.jsonl", "+000000000000000042.jsonl", "0000000000000000042.json", "notes.txt", "")) {
      assertEquals(-1, Segment.firstIdOf(other), other);
    }
    assertFalse(Segment.firstIdOf("-000000000000000042.jsonl") > 0);
  }
}
