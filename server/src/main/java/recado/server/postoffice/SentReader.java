package recado.server.postoffice;

import java.util.List;
import recado.server.store.Addressee;
import recado.server.store.StateRecord;

/** Reads the messages of a {@link SentPage}, one after the other. */
final class SentReader {
  private final List<Addressee> addressees;
  private final PackedReader log;
  private String prefix = "";
  private long number = CidNumber.NONE;
  private long id;
  private long time;
  private long addressee;

  SentReader(List<Addressee> addressees, PackedReader log, long idBefore, long time) {
    this.addressees = addressees;
    this.log = log;
    id = idBefore;
    this.time = time;
  }

  /**
   * Reads what a snapshot kept, with these for the addressees it names; {@link #advance} throws if
   * it is not a page.
   */
  static SentReader of(StateRecord.OfSent page, List<Addressee> to) {
    return new SentReader(to, PackedReader.of(page.log()), page.id() - 1, page.time());
  }

  /**
   * Goes to the next message.
   *
   * @return false at the end
   * @throws IllegalStateException if what is there is no message
   */
  boolean advance() {
    if (log.isAtEnd()) {
      return false;
    }
    readCid();
    if (log.take('#')) {
      addressee = log.decimal();
    }
    if (log.take('~')) {
      time += log.take('-') ? -log.decimal() : log.decimal();
    }
    id += log.growth();
    if (addressee >= addressees.size()) {
      throw log.broken();
    }
    return true;
  }

  private void readCid() {
    if (log.take('<')) {
      prefix = log.upTo('/', '>');
      number = log.take('/') ? log.hexadecimal() : CidNumber.NONE;
      if (!log.take('>')) {
        throw log.broken();
      }
    } else {
      number += log.take('^') ? log.growth() : 1;
    }
  }

  CidNumber cid() {
    return new CidNumber(prefix, number);
  }

  long id() {
    return id;
  }

  SentMessages.Sent sent() {
    return new SentMessages.Sent(cid().toCid(), id, time, addressees.get((int) addressee));
  }
}
