package recado.server.store.files;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.Event;
import recado.protocol.LineWriter;
import recado.server.store.DamagedStoreException;
import recado.server.store.GroupStore;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredGroup;

/**
 * The journal in {@code pending/}, a JSON object a line, see {@link JournalLines}.
 *
 * <p>A batch is one write and one sync. A snapshot begins a new file, and names the files before it
 * in which somebody waits for an entry: those are kept, the others are deleted when the snapshot is
 * safe. (Not earlier: a restart would miss what the records after the former snapshot say of them.)
 * Snapshots and deletions are the work of a thread of their own, so that the post office never
 * waits for them.
 */
public final class FileJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);
  private static final long MIN_BYTES_BETWEEN_SNAPSHOTS = 64L << 20;
  private static final int MAX_KEPT_BATCH_BYTES = 1 << 20;

  private final Disk disk;
  private final GroupStore groupStore;
  private final StateFile stateFile;
  private final ExecutorService background;

  private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
  private LineWriter batch = new LineWriter(1 << 12);
  private @Nullable Segment active;
  private Disk.@Nullable Appender appender;
  private JournalLines lines = new JournalLines();
  private long position; // in the active file, batch included
  private long safePosition; // in the active file, synced
  private long lastId;
  private long bytesSinceSnapshot;
  private volatile long lastSnapshotBytes;
  private volatile boolean savingSnapshot;

  /** A journal in this data folder; {@link #recover} comes first. */
  public FileJournal(Disk disk, GroupStore groupStore) {
    this(
        disk,
        groupStore,
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("recado-files").factory()));
  }

  /**
   * The same with a thread of the caller's choice for snapshots and deletions, which {@link #close}
   * shuts down.
   */
  public FileJournal(Disk disk, GroupStore groupStore, ExecutorService background) {
    this.disk = disk;
    this.groupStore = groupStore;
    this.background = background;
    stateFile = new StateFile(disk);
  }

  @Override
  public long recover(Recovery recovery) throws IOException {
    disk.createFolder(Segment.FOLDER);
    disk.syncFolder("");
    StoredGroup.Snapshot groups = groupStore.load();
    recovery.restore(groups);
    JournalReader reader = new JournalReader(disk, segments);
    stateFile.load(
        header -> {
          expectToMatch(groups, header);
          reader.findFiles(header); // the state says who waits for what in them
        },
        recovery::restore);
    reader.readAll(recovery);
    lastId = reader.lastId();
    if (groups.includes() > lastId) {
      throw new DamagedStoreException(
          JsonGroupStore.FILE,
          "it includes record " + groups.includes() + ", the journal ends at " + lastId,
          "nothing was changed; put back the data folder as a whole from a backup");
    }
    reader.cleanUp();
    lastSnapshotBytes = disk.exists(StateFile.FILE) ? disk.size(StateFile.FILE) : 0;
    bytesSinceSnapshot = reader.bytesAfterSnapshot();
    Segment last = reader.unfinished();
    if (last == null) {
      begin(new Segment(lastId + 1));
    } else {
      begin(last);
      syncWhatWasRead();
      lines = reader.lines();
      position = disk.size(last.file());
      safePosition = position;
    }
    return lastId;
  }

  /**
   * If the server died alone, what it wrote last is with the operating system, and perhaps not on
   * the disk: what is built on it (a snapshot, the groups) must not be safe before it is.
   */
  private void syncWhatWasRead() throws IOException {
    if (appender != null) {
      appender.sync();
    }
  }

  /** A file of groups that is older than the snapshot lacks what nothing else tells. */
  private static void expectToMatch(StoredGroup.Snapshot groups, StateFile.Header snapshot)
      throws DamagedStoreException {
    if (groups.includes() < snapshot.groupsInclude()) {
      throw new DamagedStoreException(
          JsonGroupStore.FILE,
          groups.includes() == 0
              ? "the file is missing or empty"
              : "it includes record "
                  + groups.includes()
                  + ", the snapshot counts on "
                  + snapshot.groupsInclude(),
          "nothing was changed; put the file back from a backup");
    }
  }

  /** Goes on in this file, which is opened before anything needs it. */
  private void begin(Segment segment) throws IOException {
    Disk.Appender opened = disk.append(segment.file());
    try {
      disk.syncFolder(Segment.FOLDER); // else the file itself could be gone after a power cut
    } catch (IOException e) {
      opened.close();
      if (disk.size(segment.file()) == 0) {
        disk.delete(segment.file()); // else the next start would miss the records before it
      }
      throw e;
    }
    appender = opened;
    active = segment;
    segments.put(segment.firstId(), segment);
    lines = new JournalLines();
    position = 0;
    safePosition = 0;
  }

  @Override
  public void append(JournalRecord record) {
    if (record.id() != lastId + 1) {
      throw new IllegalArgumentException("record " + record.id() + " after " + lastId);
    }
    lastId = record.id();
    if (active == null) {
      throw new IllegalStateException("append before recover");
    }
    int before = batch.length();
    active.noteRecord(record.id(), position);
    lines.write(record, batch);
    position += batch.length() - before;
  }

  @Override
  public void commit(Outcome outcome) {
    try {
      if (batch.length() > 0) {
        if (appender == null) {
          throw new IllegalStateException("commit before recover");
        }
        appender.write(batch.buffer(), batch.length());
        appender.sync();
        bytesSinceSnapshot += batch.length();
        if (batch.length() > MAX_KEPT_BATCH_BYTES) {
          batch = new LineWriter(1 << 12);
        }
        batch.clear();
      }
      safePosition = position;
    } catch (IOException e) {
      takeBack();
      outcome.failed(e);
      return;
    }
    outcome.safe();
  }

  /**
   * What is refused should not be there after a restart; on a disk that fails, as far as it lets
   * us.
   */
  private void takeBack() {
    try {
      if (active != null && disk.exists(active.file())) {
        disk.truncate(active.file(), safePosition);
      }
    } catch (IOException e) {
      LOG.warn("what could not be made safe could not be taken back either", e);
    }
  }

  @Override
  public void retain(long id, int devices) {
    if (devices > 0) {
      segmentOf(id).retain(devices);
    }
  }

  @Override
  public void release(long id) {
    segmentOf(id).release();
  }

  private Segment segmentOf(long id) {
    Segment segment = active; // nearly always
    if (segment == null || id < segment.firstId()) {
      Map.Entry<Long, Segment> floor = segments.floorEntry(id);
      if (floor == null) {
        throw new IllegalStateException("no file of the journal has entry " + id);
      }
      segment = floor.getValue();
    }
    return segment;
  }

  @Override
  public void read(long[] ids, Consumer<Event.Entry> reader) throws IOException {
    try (EntryReader entries = new EntryReader(disk, segments)) {
      for (long id : ids) {
        Event.Entry entry = entries.read(id);
        if (entry != null) {
          reader.accept(entry);
        }
      }
    }
  }

  @Override
  public boolean wantsSnapshot() {
    return !savingSnapshot
        && bytesSinceSnapshot > Math.max(MIN_BYTES_BETWEEN_SNAPSHOTS, lastSnapshotBytes);
  }

  @Override
  public boolean hasNeedlessFiles() {
    return !savingSnapshot
        && active != null
        && segments.headMap(active.firstId()).values().stream().anyMatch(s -> !s.isWaitedFor());
  }

  @Override
  public void saveGroups(StoredGroup.Snapshot groups) {
    background.execute(
        () -> {
          try {
            groupStore.save(groups);
          } catch (IOException e) {
            LOG.warn("saving the groups failed; the journal has them still", e);
          }
        });
  }

  @Override
  public void snapshot(StoredGroup.Snapshot groups, List<StateRecord> state) {
    if (batch.length() > 0) {
      throw new IllegalStateException("a snapshot in the middle of a batch");
    }
    long before = lastId + 1;
    bytesSinceSnapshot = 0;
    boolean begins = active != null && active.firstId() < before; // else nothing was written
    Disk.Appender finished = begins ? appender : null;
    try {
      if (begins) {
        begin(new Segment(before));
      }
    } catch (IOException e) {
      LOG.warn("a new file of the journal could not be begun; it goes on in the old one", e);
      return;
    }
    SortedMap<Long, Long> kept = new TreeMap<>();
    for (Segment segment : segments.headMap(before).values()) {
      if (segment.isWaitedFor()) {
        kept.put(segment.firstId(), segment.lastId());
      }
    }
    savingSnapshot = true;
    StateFile.Header header = new StateFile.Header(before, groups.includes(), kept);
    background.execute(() -> closeAndSave(finished, groups, header, state));
  }

  private void closeAndSave(
      Disk.@Nullable Appender finished,
      StoredGroup.Snapshot groups,
      StateFile.Header header,
      List<StateRecord> state) {
    try {
      if (finished != null) {
        finished.close();
      }
      groupStore.save(groups);
      lastSnapshotBytes = stateFile.save(header, state);
      deleteAllBut(header.kept().keySet(), header.before());
    } catch (IOException e) {
      LOG.warn("writing a snapshot failed; the journal has everything still", e);
    } finally {
      savingSnapshot = false;
    }
  }

  /** Nobody waits for anything in the other files of before the snapshot. */
  private void deleteAllBut(Set<Long> kept, long before) {
    try {
      for (Segment segment : segments.headMap(before).values()) {
        if (!kept.contains(segment.firstId())) {
          segments.remove(segment.firstId());
          disk.delete(segment.file());
        }
      }
    } catch (IOException e) {
      LOG.warn("deleting a file of the journal that nobody needs any more failed", e);
    }
  }

  @Override
  public void close() throws IOException {
    background.shutdown();
    try {
      if (!background.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("the disk is too slow to end in order; the journal has everything still");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (appender != null) {
      appender.close();
    }
  }
}
