package recado.server.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.store.Recovered;
import recado.server.store.SampleRecords;
import recado.server.store.StoredGroup;

/** A folder at one moment, while a journal does to it all that it ever does. */
@Timeout(60)
final class FrozenFolderTest {
  private static final int FROZEN = 50;
  private static final int RECORDS_BETWEEN_SNAPSHOTS = 1_000;
  private static final int WAITING = 40;

  private final AtomicLong safe = new AtomicLong();

  /** All up to here may be gone. */
  private final AtomicLong released = new AtomicLong();

  private final AtomicBoolean done = new AtomicBoolean();

  /** Snapshots come every few milliseconds here, and files are deleted all the time. */
  @Test
  void itHasAllThatWasSafeBeforeHoweverOftenSnapshotsComeInBetween(@TempDir Path root)
      throws IOException {
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(root));
    try {
      while (safe.get() < WAITING) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < FROZEN && !writer.isDone(); i++) {
        check(root);
      }
    } finally {
      done.set(true);
      writer.join();
    }
  }

  private void write(Path root) {
    try (DataFolder disk = DataFolder.open(root, false);
        FileJournal journal = new FileJournal(disk, new JsonGroupStore(disk))) {
      Recovered.waitingFor(journal);
      Deque<Long> waiting = new ArrayDeque<>();
      for (long id = 1; !done.get(); id++) {
        journal.append(SampleRecords.message(id, "oi"));
        TestFolder.commit(journal);
        journal.retain(id, 1);
        waiting.add(id);
        safe.set(id);
        if (waiting.size() > WAITING) {
          released.set(waiting.element());
          journal.release(waiting.remove());
        }
        if (id % RECORDS_BETWEEN_SNAPSHOTS == 0) {
          journal.snapshot(
              new StoredGroup.Snapshot(id, JsonGroupStore.FIRST_NUMBER, List.of()), List.of());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server cannot be faster than it; this journal can. */
  private FrozenFolder frozen(Path root) throws IOException {
    while (true) {
      try {
        return FrozenFolder.freeze(root);
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).contains("faster")) {
          throw e;
        }
      }
    }
  }

  private void check(Path root) throws IOException {
    long mustBeThere = safe.get();
    Recovered recovered;
    long gone;
    List<Long> ids = new ArrayList<>();
    try (FrozenFolder files = frozen(root)) {
      gone = released.get();
      RehearsalDisk disk = new RehearsalDisk(files);
      try (FileJournal journal = new FileJournal(disk, new JsonGroupStore(disk), new OwnThread())) {
        recovered = Recovered.from(journal);
        long applied =
            recovered.records.isEmpty() ? recovered.lastId + 1 : recovered.records.getFirst().id();
        long[] older = LongStream.range(gone + 1, applied).toArray();
        journal.read(older, entry -> ids.add(entry.id().value()));
      }
    }
    recovered.records.forEach(record -> ids.add(record.id()));
    assertTrue(recovered.lastId >= mustBeThere, recovered.lastId + " of " + mustBeThere);
    for (long id = gone + 1; id <= recovered.lastId; id++) {
      assertTrue(ids.contains(id), "record " + id + " of those up to " + recovered.lastId);
    }
    assertEquals(ids.stream().sorted().toList(), ids);
  }
}
