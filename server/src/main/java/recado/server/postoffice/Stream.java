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

  /** After a snapshot, messages may have been sent that are not known any more. */
  void mayHaveOlder() {
    hasOlder = true;
  }

  /**
   * The last message that is not after this id; 0 if there is none. For messages so old that their
   * ids are not kept it is the id asked for, which says the same: everything up to there.
   */
  long lastUpTo(long id) {
    long known = ids.floor(id);
    return known == 0 && hasOlder ? id : known;
  }
}
