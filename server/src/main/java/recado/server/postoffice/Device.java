package recado.server.postoffice;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.DeviceName;
import recado.server.store.TokenHash;

/** One of an account's devices: what waits for it, and its session if it has one. */
final class Device {
  private static final int ACKNOWLEDGED_KEPT = 64;
  private static final int LOBBY_MESSAGES_KEPT = 64;

  final DeviceName name;
  final MailQueue queue = new MailQueue();

  /** The last ids that were acknowledged: acknowledging again is no error. */
  private final LongRing acknowledged = new LongRing(ACKNOWLEDGED_KEPT);

  /** The id of the record that made it: what its owner wrote before is not for it. */
  final long since;

  /** Everything up to here is safe on the device, or was with others when it was new. */
  long cursor;

  /** The last lobby messages it was told, and how much of its mailbox it had at the time. */
  private final Map<Long, Long> lobby =
      new LinkedHashMap<>(0) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > LOBBY_MESSAGES_KEPT;
        }
      };

  /** Up to here it is not known any more which ids were acknowledged. */
  long acknowledgedUnknownUpTo;

  /** Everything up to here was handed to one of its sessions. */
  long sentUpTo;

  long lastUsed;
  @Nullable TokenHash token;
  @Nullable Caller caller;

  Device(DeviceName name, long since) {
    this.name = name;
    this.since = since;
  }

  /** The device has it. */
  void acknowledge(long id) {
    if (acknowledged.isFull()) {
      acknowledgedUnknownUpTo = acknowledged.first();
    }
    acknowledged.add(id);
  }

  /** Whether the id is that of an entry that waits to be acknowledged, and has been sent. */
  boolean isWaitingAndSent(long id) {
    return id <= sentUpTo && queue.contains(id);
  }

  /** Whether the device has acknowledged it; of ids long past, it is believed. */
  boolean wasAcknowledged(long id) {
    return acknowledged.contains(id) || id <= acknowledgedUnknownUpTo;
  }

  /** It was told a lobby message, which is in no mailbox, when it had this much of its mailbox. */
  void toldLobby(long id, long position) {
    lobby.put(id, position);
  }

  /**
   * Up to which entry it acknowledges its mailbox by acknowledging a lobby message: to those sent
   * before it. Null if it was not told that message.
   */
  @Nullable Long positionAtLobby(long id) {
    return lobby.get(id);
  }
}
