package recado.server.postoffice;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredGroup;

/** The real journal, with all that goes in and comes out noted in the {@link SimulatedBook}. */
final class SimulatedJournal implements Journal {
  private final Journal journal;
  private final SimulatedBook book;
  private final BooleanSupplier wantsSnapshot;
  private @Nullable State state;

  SimulatedJournal(Journal journal, SimulatedBook book, BooleanSupplier wantsSnapshot) {
    this.journal = journal;
    this.book = book;
    this.wantsSnapshot = wantsSnapshot;
  }

  /** The state that this journal's records make. */
  State state() {
    if (state == null) {
      throw new IllegalStateException("nothing was recovered");
    }
    return state;
  }

  @Override
  public long recover(Recovery recovery) throws IOException {
    State recovered = (State) recovery;
    long lastId =
        journal.recover(
            new Recovery() {
              @Override
              public void restore(StoredGroup.Snapshot groups) {
                recovered.restore(groups);
              }

              @Override
              public void restore(StateRecord line) {
                recovered.restore(line);
              }

              @Override
              public void apply(JournalRecord record) {
                book.expectAsWritten(record);
                recovered.apply(record);
              }
            });
    book.recovered(lastId, recovered);
    state = recovered;
    return lastId;
  }

  @Override
  public void append(JournalRecord record) {
    book.write(record);
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
    return wantsSnapshot.getAsBoolean();
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
  public void snapshot(StoredGroup.Snapshot groups, List<StateRecord> records) {
    journal.snapshot(groups, records);
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
