package recado.server.store.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recado.server.store.files.TestFolder.FIRST_FILE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recado.server.store.DamagedStoreException;
import recado.server.store.JournalRecord;
import recado.server.store.Recovered;
import recado.server.store.SampleRecords;

/**
 * What is damaged is named and left as it is. A last line without its end is what a power cut
 * leaves, and is no damage.
 */
@Timeout(30)
final class JournalDamageTest {
  private static final List<JournalRecord> RECORDS = SampleRecords.ofEveryKind().subList(0, 14);

  private final TestFolder folder;

  JournalDamageTest(@TempDir Path root) throws IOException {
    folder = new TestFolder(root);
  }

  @AfterEach
  void letTheFolderGo() throws IOException {
    folder.close();
  }

  /** The start fails, says where, and has changed nothing. */
  private void assertDamaged(String file, String place) throws IOException {
    Map<String, String> before = folder.contents();
    DamagedStoreException damage =
        assertThrows(DamagedStoreException.class, folder::recovered, file + place);
    String said = String.valueOf(damage.getMessage());
    assertTrue(said.startsWith("reading " + file + place + ":"), said);
    assertEquals(before, folder.contents());
  }

  /**
   * The last batch here: a receipt, and a group is made, which takes a line for its members, and
   * written to.
   */
  @Test
  void aTornBatchIsDroppedFromWhereItIsTornAndAppendingGoesOn() throws IOException {
    List<JournalRecord> safe = RECORDS.subList(0, 6);
    List<JournalRecord> batch = RECORDS.subList(6, 9);
    folder.append(safe);
    int start = folder.bytes(FIRST_FILE).length;
    folder.append(batch);
    byte[] whole = folder.bytes(FIRST_FILE);
    for (int length = start; length < whole.length; length++) {
      folder.write(FIRST_FILE, Arrays.copyOf(whole, length));
      List<JournalRecord> found = folder.recovered().records;
      assertEquals(RECORDS.subList(0, found.size()), found);
      assertTrue(found.size() >= safe.size() && found.size() < safe.size() + batch.size());
      folder.append(RECORDS.subList(found.size(), 9));
      assertEquals(RECORDS.subList(0, 9), folder.recovered().records);
    }
  }

  /** Else its sender would be told that a message was delivered, and INFO would not know. */
  @Test
  void aReceiptWithoutWhatItFollowsFromIsDropped() throws IOException {
    folder.append(RECORDS.subList(0, 4));
    byte[] before = folder.bytes(FIRST_FILE);
    folder.append(RECORDS.subList(4, 5));
    Recovered recovered = folder.recovered();
    assertEquals(RECORDS.subList(0, 4), recovered.records);
    assertEquals(4, recovered.lastId);
    assertArrayEquals(before, folder.bytes(FIRST_FILE));
    folder.append(RECORDS.subList(4, 6));
    assertEquals(RECORDS.subList(0, 6), folder.recovered().records);
  }

  @Test
  void theVeryFirstLineMayBeTornToo() throws IOException {
    folder.append(RECORDS.subList(0, 1));
    byte[] whole = folder.bytes(FIRST_FILE);
    for (int length = 0; length < whole.length; length++) {
      folder.write(FIRST_FILE, Arrays.copyOf(whole, length));
      Recovered recovered = folder.recovered();
      assertEquals(List.of(), recovered.records);
      assertEquals(0, recovered.lastId);
      folder.append(RECORDS.subList(0, 1));
      assertEquals(RECORDS.subList(0, 1), folder.recovered().records);
    }
  }

  @Test
  void aFlippedBitInAnyByteBeforeTheLastLineIsFound() throws IOException {
    folder.append(RECORDS);
    byte[] content = folder.bytes(FIRST_FILE);
    int[] lineStarts = TestFolder.lineStarts(content);
    for (int line = 1; line < lineStarts.length - 1; line++) {
      for (int i = lineStarts[line - 1]; i < lineStarts[line]; i++) {
        byte[] flipped = content.clone();
        flipped[i] ^= (byte) (1 << (i % 8));
        folder.write(FIRST_FILE, flipped);
        assertDamaged(FIRST_FILE, ", line " + line);
      }
    }
  }

  @Test
  void aLineThatIsMissingIsFound() throws IOException {
    folder.append(RECORDS.subList(0, 5));
    byte[] content = folder.bytes(FIRST_FILE);
    int[] starts = TestFolder.lineStarts(content);
    byte[] without = Arrays.copyOf(content, content.length - (starts[2] - starts[1]));
    System.arraycopy(content, starts[2], without, starts[1], content.length - starts[2]);
    folder.write(FIRST_FILE, without);
    assertDamaged(FIRST_FILE, ", line 2");
  }

  private static List<JournalRecord.Posted> messages(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(id -> SampleRecords.message(id, "oi " + id))
        .toList();
  }

  /** Three files, as there are when their snapshots could not be written. */
  private void writeThreeFiles() throws IOException {
    for (int first : new int[] {1, 3, 5}) {
      try (FileJournal journal = folder.journal()) {
        Recovered.waitingFor(journal);
        messages(first, first + 1).forEach(journal::append);
        TestFolder.commit(journal);
        for (int id = 1; id <= first; id += 2) {
          journal.retain(id, 1); // so that its file stays
        }
        journal.snapshot(SampleRecords.groups(), List.of());
      }
    }
    folder.delete(StateFile.FILE);
    assertEquals(messages(1, 6), folder.recovered().records);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3})
  void aMissingFileIsFound(long firstId) throws IOException {
    writeThreeFiles();
    folder.delete(Segment.fileName(firstId));
    assertDamaged(Segment.fileName(firstId), "");
  }

  @Test
  void onlyTheLastFileMayEndInATornLine() throws IOException {
    writeThreeFiles();
    byte[] content = folder.bytes(Segment.fileName(3));
    folder.write(Segment.fileName(3), Arrays.copyOf(content, content.length - 1));
    assertDamaged(Segment.fileName(3), ", line 2");
  }

  @Test
  void otherFilesInItsFolderAreLeftAlone() throws IOException {
    folder.append(RECORDS);
    folder.write("pending/notes.txt", "mine");
    folder.write("pending/2.jsonl", "not a name of the journal's");
    Map<String, String> before = folder.contents();
    assertEquals(RECORDS, folder.recovered().records);
    assertEquals(before, folder.contents());
  }

  /** Lines that something else than Recado must have written: their checksums are right. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[",
        "{\"id\":2",
        "{\"id\":2,\"at\":1,\"kind\":\"signed-o",
        "{\"id\":2,\"at\":1,\"kind\":\"signed-off\",\"user\":\"@ana\"}",
        "{\"id\":2,\"at\":1,\"kind\":\"signed-off\",\"user\":\"@ana\",\"device\":\"pc\",\"new\":1}",
        "{\"id\":2,\"at\":1,\"kind\":\"signed-off\",\"user\":\"ana\",\"device\":\"pc\"}",
        "{\"id\":2,\"at\":1,\"kind\":\"signed-off\",\"user\":7,\"device\":\"pc\"}",
        "{\"id\":2,\"at\":1,\"kind\":\"signed-off\",\"user\":\"@ana\",\"device\":\"P C\"}",
        "{\"id\":2,\"id\":2,\"at\":1,\"kind\":\"signed-off\",\"user\":\"@ana\",\"device\":\"pc\"}",
        "{\"id\":2,\"at\":-1,\"kind\":\"signed-off\",\"user\":\"@ana\",\"device\":\"pc\"}",
        "{\"id\":2,\"at\":1.5,\"kind\":\"signed-off\",\"user\":\"@ana\",\"device\":\"pc\"}",
        "{\"id\":3,\"at\":1,\"kind\":\"signed-off\",\"user\":\"@ana\",\"device\":\"pc\"}",
        "{\"id\":1,\"at\":1,\"kind\":\"signed-off\",\"user\":\"@ana\",\"device\":\"pc\"}",
        "{\"id\":2,\"at\":1,\"kind\":\"danced\",\"user\":\"@ana\",\"device\":\"pc\"}",
        "{\"id\":2,\"at\":1,\"kind\":\"message\",\"from\":\"@ana\",\"to\":\"@bruno\",\"text\":\"oi\"}",
        "{\"id\":2,\"at\":1,\"kind\":\"message\",\"from\":\"@ana\",\"to\":\"@bruno\",\"text\":\"oi\","
            + "\"device\":\"pc\",\"cid\":\"c/1\"}",
        "{\"id\":2,\"at\":1,\"kind\":\"message\",\"from\":\"@ana\",\"to\":\"#casa\",\"text\":\"oi\","
            + "\"device\":\"pc\",\"cid\":\"c1\"}",
        "{\"id\":2,\"at\":1,\"kind\":\"message\",\"from\":\"@ana\",\"to\":\"#casa\",\"text\":\"oi\","
            + "\"device\":\"pc\",\"cid\":\"c1\",\"to-audience\":9}",
        "{\"id\":2,\"at\":1,\"kind\":\"delivered\",\"in\":\"@bruno\",\"by\":\"@bruno\",\"upto\":1}",
        "{\"id\":2,\"at\":1,\"kind\":\"delivered\",\"in\":\"@bruno\",\"by\":\"@bruno\",\"upto\":0,"
            + "\"for\":[\"@ana\"]}",
        "{\"id\":2,\"at\":1,\"kind\":\"group\",\"group\":\"#casa\",\"change\":\"BURNT\","
            + "\"by\":\"@ana\",\"who\":[],\"for\":[\"@ana\"]}",
        "{\"id\":2,\"at\":1,\"kind\":\"group\",\"group\":\"#casa\",\"change\":\"TOPIC\","
            + "\"by\":\"@ana\",\"who\":[],\"for\":[\"@ana\"]}",
        "{\"audience\":2,\"users\":[\"@ana\",7]}",
        "{\"audience\":2,\"users\":\"@ana\"}",
        "{\"audience\":2,\"users\":[],\"new\":1}"
      })
  void aLineThatIsNotUnderstoodIsDamageThoughItsChecksumIsRight(String json) throws IOException {
    folder.append(RECORDS.subList(0, 1));
    String good = folder.text(FIRST_FILE);
    folder.write(FIRST_FILE, good + TestFolder.checked(json) + good);
    assertDamaged(FIRST_FILE, ", line 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r", "oi", "{}", "{\"crc\":\"00000000\"}", ",\"crc\":\"00000000\"}"})
  void aLineWithoutAChecksumIsDamage(String line) throws IOException {
    folder.append(RECORDS.subList(0, 1));
    folder.write(FIRST_FILE, folder.text(FIRST_FILE) + line + "\n");
    assertDamaged(FIRST_FILE, ", line 2");
  }

  @Test
  void theHelperOfTheseTestsWritesRightChecksums() throws IOException {
    folder.append(RECORDS.subList(0, 1));
    String off = "{\"id\":2,\"at\":1,\"kind\":\"signed-off\",\"user\":\"@ana\",\"device\":\"pc\"}";
    folder.write(FIRST_FILE, folder.text(FIRST_FILE) + TestFolder.checked(off));
    assertEquals(2, folder.recovered().lastId);
  }
}
