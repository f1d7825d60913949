package recado.server.store;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import recado.protocol.Event;

/** Passes everything on to another journal: who wants something else overrides it. */
public class ForwardingJournal implements Journal {
  private final Journal journal;

  protected ForwardingJournal(Journal journal) {
    this.journal = journal;
  }

  @Override
  public long recover(Recovery recovery) throws IOException {
    return journal.recover(recovery);
  }

  @Override
  public void append(JournalRecord record) {
    journal.append(record);
  }

  @Override
  public void commit(Outcome outcome) {
    journal.commit(outcome);
  }

  @Override
  public void retain(long id, int devices) {
    journal.retain(id, devices);
  }

  @Override
  public void release(long id) {
    journal.release(id);
  }

  @Override
  public void read(long[] ids, Consumer<Event.Entry> reader) throws IOException {
    journal.read(ids, reader);
  }

  @Override
  public boolean wantsSnapshot() {
    return journal.wantsSnapshot();
  }

  @Override
  public boolean hasNeedlessFiles() {
    return journal.hasNeedlessFiles();
  }

  @Override
  public void saveGroups(StoredGroup.Snapshot groups) {
    journal.saveGroups(groups);
  }

  @Override
  public void snapshot(StoredGroup.Snapshot groups, List<StateRecord> state) {
    journal.snapshot(groups, state);
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
