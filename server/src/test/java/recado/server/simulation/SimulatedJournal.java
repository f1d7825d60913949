package recado.server.simulation;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import recado.server.postoffice.Replica;
import recado.server.store.ForwardingJournal;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredGroup;

/** The real journal, with all that goes in and comes out noted in the {@link SimulatedBook}. */
final class SimulatedJournal extends ForwardingJournal {
  private final SimulatedBook book;
  private final BooleanSupplier wantsSnapshot;
  private @Nullable Replica state;

  SimulatedJournal(Journal journal, SimulatedBook book, BooleanSupplier wantsSnapshot) {
    super(journal);
    this.book = book;
    this.wantsSnapshot = wantsSnapshot;
  }

  /** The state that this journal's records make. */
  Replica state() {
    if (state == null) {
      throw new IllegalStateException("nothing was recovered");
    }
    return state;
  }

  @Override
  public long recover(Recovery recovery) throws IOException {
    long lastId =
        super.recover(
            new Recovery() {
              @Override
              public void restore(StoredGroup.Snapshot groups) {
                recovery.restore(groups);
              }

              @Override
              public void restore(StateRecord line) {
                recovery.restore(line);
              }

              @Override
              public void apply(JournalRecord record) {
                book.expectAsWritten(record);
                recovery.apply(record);
              }
            });
    state = Replica.of(recovery);
    book.recovered(lastId, state());
    return lastId;
  }

  @Override
  public void append(JournalRecord record) {
    book.write(record);
    super.append(record);
  }

  @Override
  public boolean wantsSnapshot() {
    return wantsSnapshot.getAsBoolean();
  }
}
