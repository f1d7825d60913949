package recado.server.postoffice;

import java.util.List;
import recado.server.store.StateRecord;

/** Which records the lines of a snapshot name: those had been written before it. */
public final class NamedIds {
  private NamedIds() {}

  /**
   * The highest id in this line, or 0.
   *
   * @throws IllegalStateException if what is packed in it cannot be read
   */
  public static long highestIn(StateRecord line) {
    return switch (line) {
      case StateRecord.OfAccount s -> s.waitingAfter();
      case StateRecord.OfDevice s -> Math.max(s.since(), s.cursor());
      case StateRecord.OfProgress s -> lastOf(s.steps());
      case StateRecord.OfStream s -> s.lastId();
      case StateRecord.OfMailbox s -> lastOf(s);
      case StateRecord.OfReceipt s -> s.id();
      case StateRecord.OfSent s -> lastOf(s);
    };
  }

  private static long lastOf(List<StateRecord.Step> steps) {
    return steps.isEmpty() ? 0 : steps.getLast().upTo();
  }

  private static long lastOf(StateRecord.OfMailbox mailbox) {
    MailboxReader reader = MailboxReader.of(mailbox);
    while (reader.advance()) {
      // each is greater than the one before
    }
    return reader.id();
  }

  private static long lastOf(StateRecord.OfSent page) {
    long last = page.id();
    for (SentReader reader = SentReader.of(page, page.to()); reader.advance(); ) {
      last = reader.sent().id();
    }
    return last;
  }
}
