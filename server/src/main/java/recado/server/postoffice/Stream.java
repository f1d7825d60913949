package recado.server.postoffice;

import recado.protocol.Conversation;

/** What one person sends into one conversation. */
final class Stream {
  private static final int IDS_KEPT = 64;

  final Account sender;

  /** As its sender sees it. */
  final Conversation conversation;

  final Readers readers;
  private final LongRing ids = new LongRing(IDS_KEPT);
  private long lastId;

  /** Before this one, a snapshot left out ids; 0 if there was none. */
  private long lastOfSnapshot;

  /** The walk through a mailbox that met it last, and the last id that it met. */
  private long walk;

  private long met;

  /** Older ids than those in the ring may exist. */
  private boolean hasOlder;

  Stream(Account sender, Conversation conversation, Readers readers) {
    this.sender = sender;
    this.conversation = conversation;
    this.readers = readers;
  }

  void add(long id) {
    if (id <= lastId) {
      return; // restored twice: from the snapshot and from a file of before it
    }
    hasOlder |= ids.isFull();
    ids.add(id);
    lastId = id;
  }

  /**
   * Notes that a walk has met a message of this stream; whether it is the first of it. So a walk
   * needs no table of the streams that it has met.
   */
  boolean meet(long id, long byWalk) {
    boolean first = walk != byWalk;
    walk = byWalk;
    met = id;
    return first;
  }

  /** The id that the last walk met last. */
  long met() {
    return met;
  }

  /** The id of the last message ever; 0 for none. */
  long lastId() {
    return Math.max(lastId, lastOfSnapshot);
  }

  /** After a snapshot only the id of the last message is known for sure. */
  void restoreLastId(long id) {
    lastOfSnapshot = id;
  }

  /**
   * The last message that is not after this id; 0 if there is none. For messages so old that their
   * ids are not kept it is the id asked for, which says the same: everything up to there.
   */
  long lastUpTo(long id) {
    if (id < lastOfSnapshot) {
      return id;
    }
    long known = Math.max(ids.floor(id), lastOfSnapshot);
    return known == 0 && hasOlder ? id : known;
  }
}
