package recado.server.postoffice;

import org.jspecify.annotations.Nullable;
import recado.protocol.DeviceName;
import recado.server.store.TokenHash;

/** One of an account's devices: what waits for it, and its session if it has one. */
final class Device {
  private static final int ACKNOWLEDGED_KEPT = 64;

  final DeviceName name;
  final MailQueue queue = new MailQueue();

  /** The last ids that were acknowledged: acknowledging again is no error. */
  private final LongRing acknowledged = new LongRing(ACKNOWLEDGED_KEPT);

  /** The id of the record that made it: what its owner wrote before is not for it. */
  final long since;

  /** Everything up to here is safe on the device, or was with others when it was new. */
  long cursor;

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

  /** Whether the id was sent to the device; of ids long past, it is believed that they were. */
  boolean wasSent(long id) {
    return (id <= sentUpTo && queue.contains(id))
        || acknowledged.contains(id)
        || id <= acknowledgedUnknownUpTo;
  }
}
