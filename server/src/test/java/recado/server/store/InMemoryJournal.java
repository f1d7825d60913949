package recado.server.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import recado.protocol.Event;

/**
 * A journal that keeps in memory what others keep on a disk: its {@link Paper} outlives it. It is
 * strict: releasing what nobody waits for is an error.
 */
public final class InMemoryJournal implements Journal {
  /** What stands between a commit and its being safe: tests let it fail, or look around. */
  public interface Sync {
    void sync() throws IOException;
  }

  /** What has been written. */
  public static final class Paper {
    private StoredGroup.Snapshot groups = NO_GROUPS;
    private List<StateRecord> state = List.of();
    private long snapshotBefore = 1;
    private long lastId;
    private final NavigableMap<Long, JournalRecord> records = new ConcurrentSkipListMap<>();

    public Paper copy() {
      Paper copy = new Paper();
      copy.groups = groups;
      copy.state = state;
      copy.snapshotBefore = snapshotBefore;
      copy.lastId = lastId;
      copy.records.putAll(records);
      return copy;
    }
  }

  private static final StoredGroup.Snapshot NO_GROUPS =
      new StoredGroup.Snapshot(0, 2_000_000_000_000L, List.of());

  private final Paper paper;
  private final Sync sync;
  private final List<JournalRecord> batch = new ArrayList<>();
  private final Map<Long, Integer> waiting = new HashMap<>();
  private long lastId;

  public InMemoryJournal(Paper paper, Sync sync) {
    this.paper = paper;
    this.sync = sync;
  }

  @Override
  public long recover(Recovery recovery) {
    recovery.restore(paper.groups);
    paper.state.forEach(recovery::restore);
    for (JournalRecord record : paper.records.values()) {
      if (record.id() >= paper.snapshotBefore) {
        recovery.apply(record);
      }
    }
    lastId = paper.lastId;
    return lastId;
  }

  @Override
  public void append(JournalRecord record) {
    if (record.id() != lastId + 1) {
      throw new IllegalArgumentException("record " + record.id() + " after " + lastId);
    }
    lastId = record.id();
    batch.add(record);
  }

  @Override
  public void commit(Outcome outcome) {
    try {
      sync.sync();
    } catch (IOException e) {
      outcome.failed(e);
      return;
    }
    for (JournalRecord record : batch) {
      paper.records.put(record.id(), record);
      paper.lastId = record.id();
    }
    batch.clear();
    outcome.safe();
  }

  @Override
  public void retain(long id, int devices) {
    if (devices > 0) {
      waiting.merge(id, devices, Integer::sum);
    }
  }

  @Override
  public void release(long id) {
    if (!waiting.containsKey(id)) {
      throw new IllegalStateException("nobody waits for " + id);
    }
    waiting.computeIfPresent(id, (_, devices) -> devices == 1 ? null : devices - 1);
  }

  private void dropUnneeded() {
    paper.records.headMap(paper.snapshotBefore).keySet().retainAll(waiting.keySet());
  }

  @Override
  public void read(long[] ids, Consumer<Event.Entry> reader) {
    for (long id : ids) {
      if (paper.records.get(id) instanceof JournalRecord.Posted posted) {
        reader.accept(posted.entry());
      }
    }
  }

  @Override
  public boolean wantsSnapshot() {
    return false;
  }

  @Override
  public boolean hasNeedlessFiles() {
    return false;
  }

  @Override
  public void saveGroups(StoredGroup.Snapshot groups) {
    paper.groups = groups;
  }

  @Override
  public void snapshot(StoredGroup.Snapshot groups, List<StateRecord> state) {
    if (!batch.isEmpty()) {
      throw new IllegalStateException("a snapshot in the middle of a batch");
    }
    paper.groups = groups;
    paper.state = List.copyOf(state);
    paper.snapshotBefore = lastId + 1;
    dropUnneeded();
  }

  @Override
  public void close() {}
}
