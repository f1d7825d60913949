package recado.server.bench;

import java.util.List;
import java.util.function.Consumer;
import recado.protocol.Event;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredGroup;

/** A journal for which everything is safe at once, because it keeps nothing. */
final class ForgetfulJournal implements Journal {
  @Override
  public long recover(Recovery recovery) {
    return 0;
  }

  @Override
  public void append(JournalRecord record) {}

  @Override
  public void commit(Outcome outcome) {
    outcome.safe();
  }

  @Override
  public void retain(long id, int devices) {}

  @Override
  public void release(long id) {}

  @Override
  public void read(long[] ids, Consumer<Event.Entry> reader) {}

  @Override
  public boolean wantsSnapshot() {
    return false;
  }

  @Override
  public boolean hasNeedlessFiles() {
    return false;
  }

  @Override
  public void saveGroups(StoredGroup.Snapshot groups) {}

  @Override
  public void snapshot(StoredGroup.Snapshot groups, List<StateRecord> state) {}

  @Override
  public void close() {}
}
