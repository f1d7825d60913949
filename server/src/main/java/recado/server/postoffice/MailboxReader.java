package recado.server.postoffice;

import recado.server.store.StateRecord;

/** Reads what a {@link SnapshotWriter} has written of a mailbox, one entry after the other. */
final class MailboxReader {
  private final PackedReader log;
  private final int streams;
  private int place;
  private long id;

  private MailboxReader(PackedReader log, int streams) {
    this.log = log;
    this.streams = streams;
  }

  static MailboxReader of(StateRecord.OfMailbox mailbox) {
    return new MailboxReader(PackedReader.of(mailbox.log()), mailbox.streams().size());
  }

  /**
   * Goes to the next entry.
   *
   * @return false at the end
   * @throws IllegalStateException if what is there is no entry
   */
  boolean advance() {
    if (log.isAtEnd()) {
      return false;
    }
    if (log.take('#')) {
      place = (int) Math.min(log.decimal(), Integer.MAX_VALUE);
    }
    if (place > streams) {
      throw log.broken();
    }
    id += log.growth();
    return true;
  }

  long id() {
    return id;
  }

  /** Which of the streams it is of, counted from 1; 0 for none. */
  int place() {
    return place;
  }
}
