package recado.server.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a journal gave at the start, noted in the order in which it came. */
public final class Recovered implements Journal.Recovery {
  public final List<StoredGroup.Snapshot> groups = new ArrayList<>();
  public final List<StateRecord> state = new ArrayList<>();
  public final List<JournalRecord> records = new ArrayList<>();
  public final long lastId;

  private final @Nullable Journal journal;

  /** Recovers, and lets nobody wait for anything. */
  public static Recovered from(Journal journal) throws IOException {
    return new Recovered(journal, false);
  }

  /** Recovers, and lets one device wait for each entry, as devices that never come would. */
  public static Recovered waitingFor(Journal journal) throws IOException {
    return new Recovered(journal, true);
  }

  private Recovered(Journal journal, boolean waiting) throws IOException {
    this.journal = waiting ? journal : null;
    lastId = journal.recover(this);
  }

  @Override
  public void restore(StoredGroup.Snapshot snapshot) {
    expect(groups.isEmpty() && state.isEmpty() && records.isEmpty());
    groups.add(snapshot);
  }

  @Override
  public void restore(StateRecord line) {
    expect(!groups.isEmpty() && records.isEmpty());
    state.add(line);
  }

  @Override
  public void apply(JournalRecord record) {
    expect(!groups.isEmpty());
    records.add(record);
    if (record instanceof JournalRecord.Posted posted) {
      retain(posted);
    }
  }

  private void retain(JournalRecord.Posted posted) {
    if (journal != null) {
      journal.retain(posted.id(), 1);
    }
  }

  private static void expect(boolean inOrder) {
    if (!inOrder) {
      throw new AssertionError("groups, state, records: that is the order");
    }
  }
}
