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
  final LongRing acknowledged = new LongRing(ACKNOWLEDGED_KEPT);

  /** Everything up to here is safe on the device, or was with others when it was new. */
  long cursor;

  /** Everything up to here was handed to one of its sessions. */
  long sentUpTo;

  long lastUsed;
  @Nullable TokenHash token;
  @Nullable Caller caller;

  Device(DeviceName name) {
    this.name = name;
  }

  /** Whether the id was sent to the device, as far as is known. */
  boolean wasSent(long id) {
    return (id <= sentUpTo && queue.contains(id)) || acknowledged.contains(id);
  }
}
