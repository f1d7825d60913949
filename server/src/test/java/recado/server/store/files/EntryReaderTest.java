package recado.server.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.Text;
import recado.server.store.Audience;
import recado.server.store.DamagedStoreException;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;
import recado.server.store.Recovered;
import recado.server.store.SampleRecords;
import recado.server.store.StateRecord;
import recado.server.store.StoredGroup;

/** 10,000 entries, other records between them, in three files. */
@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EntryReaderTest {
  private static final int ENTRIES = 10_000;
  private static final int RECORDS = ENTRIES + ENTRIES / 5;

  private final TestFolder folder;
  private final NavigableMap<Long, Segment> segments = new TreeMap<>();

  EntryReaderTest(@TempDir Path root) throws IOException {
    folder = new TestFolder(root);
  }

  @BeforeAll
  void writeTheEntries() throws IOException {
    try (FileJournal journal = folder.journal()) {
      Recovered.from(journal);
      for (long id = 1; id <= RECORDS; id++) {
        journal.append(record(id));
        if (isEntry(id)) {
          journal.retain(id, 1);
        }
        if (id % 64 == 0 || id == RECORDS) {
          TestFolder.commit(journal);
        }
        if (id == 64 || id == 6_400) {
          journal.snapshot(SampleRecords.groups(), List.of());
        }
      }
    }
    JournalReader reader = new JournalReader(folder.disk(), segments);
    new StateFile(folder.disk()).load(reader::findFiles, _ -> {});
    reader.readAll(new Unheard());
    assertEquals(3, segments.size());
  }

  @AfterAll
  void letTheFolderGo() throws IOException {
    folder.close();
  }

  /** The reader of the journal fills the places in; what it says is not needed here. */
  private static final class Unheard implements Journal.Recovery {
    @Override
    public void restore(StoredGroup.Snapshot groups) {}

    @Override
    public void restore(StateRecord state) {}

    @Override
    public void apply(JournalRecord record) {}
  }

  private static boolean isEntry(long id) {
    return id % 6 != 0;
  }

  /** Messages of all lengths, to people and to a group, and an acknowledgement now and then. */
  private static JournalRecord record(long id) {
    if (!isEntry(id)) {
      return SampleRecords.acknowledged(id, id - 1);
    }
    Text text = Text.of("x".repeat((int) (id * id % (id % 50 == 0 ? 4_000 : 100))));
    Audience members = new Audience(id - id % 100 + 1, List.of(SampleRecords.ANA));
    return id % 4 == 0
        ? SampleRecords.message(id, Conversation.in(SampleRecords.CASA), text, members)
        : SampleRecords.message(id, text.toString());
  }

  private EntryReader reader() {
    return new EntryReader(folder.disk(), segments);
  }

  private static void assertFound(long id, Event.@Nullable Entry entry) {
    assertNotNull(entry, "entry " + id);
    assertEquals(((JournalRecord.Posted) record(id)).entry(), entry);
  }

  @Test
  void findsEachEntryAlone() throws IOException {
    for (long id = 1; id <= RECORDS; id++) {
      if (isEntry(id)) {
        try (EntryReader reader = reader()) {
          assertFound(id, reader.read(id));
        }
      }
    }
  }

  @Test
  void findsAllInOneRun() throws IOException {
    try (EntryReader reader = reader()) {
      for (long id = 1; id <= RECORDS; id++) {
        if (isEntry(id)) {
          assertFound(id, reader.read(id));
        }
      }
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 30);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void findsThemInRunsWithGaps(long seed) throws IOException {
    Random random = new Random(seed);
    long longest = random.nextLong(1, 300);
    try (EntryReader reader = reader()) {
      for (long id = 1; id <= RECORDS; id += random.nextLong(1, longest + 1)) {
        if (isEntry(id)) {
          assertFound(id, reader.read(id));
        }
      }
    }
  }

  @Test
  void findsNothingWhereTheFileIsGone() throws IOException {
    NavigableMap<Long, Segment> withOneMore = new TreeMap<>(segments);
    withOneMore.put(RECORDS + 1L, new Segment(RECORDS + 1));
    try (EntryReader reader = new EntryReader(folder.disk(), withOneMore)) {
      assertNull(reader.read(RECORDS + 1));
      assertFound(100, reader.read(100));
    }
    try (EntryReader reader = new EntryReader(folder.disk(), segments.tailMap(65L, true))) {
      assertNull(reader.read(3));
      assertFound(100, reader.read(100));
    }
  }

  @Test
  void anIdThatIsNoEntrysIsNotTakenForOne() throws IOException {
    try (EntryReader reader = reader()) {
      assertThrows(DamagedStoreException.class, () -> reader.read(6));
    }
  }
}
