package recado.client.desk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import recado.protocol.EntryId;
import recado.protocol.Event;

/**
 * Up to which of the person's messages one recipient has come. Owned by the desk's thread.
 *
 * <p>A receipt tells nothing of messages that were sent after it, whatever their ids: a server that
 * was set up anew begins to count anew, and its first messages have not been read years ago.
 */
final class Reach {
  /** So much a server's clock may be set back between a message and its receipt. */
  private static final long CLOCK_STEP_MILLIS = Duration.ofSeconds(5).toMillis();

  private Event.@Nullable Receipt furthest;
  private Event.@Nullable Receipt latest;

  void take(Event.Receipt receipt) {
    if (furthest == null || receipt.upTo().compareTo(furthest.upTo()) > 0) {
      furthest = receipt;
    }
    if (latest == null || receipt.time() >= latest.time()) {
      latest = receipt;
    }
  }

  boolean covers(EntryId message, long time) {
    return covers(furthest, message, time) || covers(latest, message, time);
  }

  private static boolean covers(Event.@Nullable Receipt receipt, EntryId message, long time) {
    return receipt != null
        && receipt.upTo().compareTo(message) >= 0
        && receipt.time() + CLOCK_STEP_MILLIS >= time;
  }
}
