package recado.server.postoffice;

import java.util.List;
import java.util.function.Consumer;
import recado.protocol.Event;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredGroup;

/** For a state that is only looked at: nothing is decided, so nothing is written. */
final class UnwrittenJournal implements Journal {
  @Override
  public void retain(long id, int devices) {}

  @Override
  public void release(long id) {}

  @Override
  public long recover(Recovery recovery) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void append(JournalRecord record) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void commit(Outcome outcome) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void read(long[] ids, Consumer<Event.Entry> reader) {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }

  @Override
  public void snapshot(StoredGroup.Snapshot groups, List<StateRecord> state) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
