package recado.server.postoffice;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import recado.server.store.Addressee;
import recado.server.store.StateRecord;

/**
 * Some messages in a row that one person sent, in a few bytes each: a message is written as what
 * changed since the one before it. For a client that counts its cids that is a letter.
 *
 * <pre>
 * &lt;pc-/4d2&gt;aac~7b#1a^ca
 * </pre>
 *
 * <p>Each message is, in this order,
 *
 * <ul>
 *   <li>its cid, unless its number is that of the former one plus 1: {@code ^} and how much greater
 *       the number is, or {@code <prefix/number>}, hexadecimal, or {@code <prefix>} if it ends in
 *       no number, see {@link CidNumber};
 *   <li>{@code #} and the place of its addressee in the page's list, if it is another one;
 *   <li>{@code ~} and how many milliseconds later it was, if that is not 0;
 *   <li>how much greater its id is.
 * </ul>
 *
 * <p>How much greater is as {@link PackedWriter} has it. The first one counts from cid {@code /-1},
 * addressee 0, the page's time, and its id less 1.
 */
final class SentPage {
  private static final int MAX_MESSAGES = 256;
  private static final int RECENT_ADDRESSEES = 8;
  private static final CidNumber BEFORE_THE_FIRST = new CidNumber("", CidNumber.NONE);

  private final long firstId;
  private final long firstTime;
  private final List<Addressee> addressees = new ArrayList<>(1);
  private final PackedWriter log = new PackedWriter();
  private int count;

  // What the next message is written against.
  private CidNumber cid = BEFORE_THE_FIRST;
  private int addressee;
  private long time;
  private long id;

  /** All cids have one prefix and count upwards: whether one is here need not be looked up. */
  private boolean ascending = true;

  /** A page that begins with a message of this id and time. */
  SentPage(long firstId, long firstTime) {
    this.firstId = firstId;
    this.firstTime = firstTime;
    id = firstId - 1;
    time = firstTime;
  }

  boolean isFull() {
    return count == MAX_MESSAGES;
  }

  int count() {
    return count;
  }

  long lastId() {
    return id;
  }

  long lastTime() {
    return time;
  }

  /** To whom its messages went, each at least once. */
  List<Addressee> addressees() {
    return addressees;
  }

  void add(CidNumber newCid, long newId, long newTime, Addressee to) {
    if (newId <= id) {
      throw new IllegalStateException("message " + newId + " after " + id);
    }
    putCid(newCid);
    int place = placeOf(to);
    if (place != addressee) {
      log.put('#').decimal(place);
    }
    if (newTime != time) {
      log.put('~').decimal(newTime - time);
    }
    log.grow(newId - id);
    cid = newCid;
    addressee = place;
    time = newTime;
    id = newId;
    count++;
    if (isFull()) {
      log.trim();
    }
  }

  private void putCid(CidNumber newCid) {
    boolean same = count > 0 && newCid.prefix().equals(cid.prefix());
    long more = newCid.number() - cid.number();
    ascending &= count == 0 || (same && more > 0);
    if (!same || more <= 0) {
      log.put('<').put(newCid.prefix());
      if (newCid.number() != CidNumber.NONE) {
        log.put('/').hexadecimal(newCid.number());
      }
      log.put('>');
    } else if (more > 1) {
      log.put('^').grow(more);
    }
  }

  /** Where the addressee stands in the list; one who was not written to of late is added anew. */
  private int placeOf(Addressee to) {
    if (addressee < addressees.size() && addressees.get(addressee).equals(to)) {
      return addressee;
    }
    int oldest = Math.max(0, addressees.size() - RECENT_ADDRESSEES);
    for (int place = addressees.size() - 1; place >= oldest; place--) {
      if (addressees.get(place).equals(to)) {
        return place;
      }
    }
    addressees.add(to);
    return addressees.size() - 1;
  }

  /** Whether a cid may be among these; not so if it is newer than a count upwards has come to. */
  boolean mayHave(CidNumber wanted) {
    return !ascending || (wanted.number() <= cid.number() && wanted.prefix().equals(cid.prefix()));
  }

  SentMessages.@Nullable Sent find(CidNumber wanted) {
    for (SentReader reader = reader(); reader.advance(); ) {
      if (reader.cid().equals(wanted)) {
        return reader.sent();
      }
    }
    return null;
  }

  SentMessages.@Nullable Sent find(long wantedId) {
    SentReader reader = reader();
    while (reader.advance() && reader.id() <= wantedId) {
      if (reader.id() == wantedId) {
        return reader.sent();
      }
    }
    return null;
  }

  SentReader reader() {
    return new SentReader(addressees, log.reader(), firstId - 1, firstTime);
  }

  StateRecord.OfSent toRecord(Account sender) {
    return new StateRecord.OfSent(sender.name, firstId, firstTime, addressees, log.toString());
  }
}
