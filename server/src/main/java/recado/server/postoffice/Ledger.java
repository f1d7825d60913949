package recado.server.postoffice;

import recado.server.store.Journal;
import recado.server.store.JournalRecord;

/** Where decisions become records: numbered, noted in the journal, applied to the state. */
final class Ledger {
  private final Journal journal;
  private final State state;
  private long lastId;
  private long now;

  Ledger(Journal journal, State state, long lastId) {
    this.journal = journal;
    this.state = state;
    this.lastId = lastId;
  }

  /** The id that the next record must have. */
  long nextId() {
    return lastId + 1;
  }

  /** The time of the batch at hand, in milliseconds since 1970-01-01 UTC; it never goes back. */
  long now() {
    return now;
  }

  void setNow(long millis) {
    now = Math.max(now, millis);
  }

  /** The state does not fit the record: nothing can be trusted, and nothing of it is made safe. */
  private static final class BrokenStateError extends Error {
    BrokenStateError(JournalRecord record, RuntimeException cause) {
      super("record " + record.id() + " could not be applied", cause);
    }
  }

  void record(JournalRecord record) {
    journal.append(record);
    lastId = record.id();
    try {
      state.apply(record);
    } catch (RuntimeException e) {
      throw new BrokenStateError(record, e);
    }
  }
}
