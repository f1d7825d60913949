package recado.server.net;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import recado.protocol.EntryId;

/**
 * Entries that were written to a peer who acknowledges nothing, until they count as delivered.
 * Those that were written soon after one another do so together, for each time is news to somebody.
 * Times are of {@link System#nanoTime}. Not thread-safe.
 */
final class Deliveries {
  private static final long ALIVE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Deque<Written> written = new ArrayDeque<>();

  private record Written(EntryId id, long at) {}

  void add(EntryId id, long now) {
    written.add(new Written(id, now));
  }

  boolean isEmpty() {
    return written.isEmpty();
  }

  /** The newest, and no more of them: the peer has said something since. Null if there is none. */
  @Nullable EntryId takeAll() {
    Written newest = written.peekLast();
    written.clear();
    return newest == null ? null : newest.id();
  }

  /** The newest after which the peer has been there long enough; null if there is none. */
  @Nullable EntryId takeAlive(long now) {
    if (written.isEmpty() || nanosToWait(now) > 0) {
      return null;
    }
    EntryId newest = null;
    while (!written.isEmpty() && written.getFirst().at() + ALIVE_NANOS - now <= 0) {
      newest = written.removeFirst().id();
    }
    return newest;
  }

  /** How long until {@link #takeAlive} has something, in nanoseconds; there must be one. */
  long nanosToWait(long now) {
    long first = written.getFirst().at();
    long last = first;
    for (Written each : written) {
      if (each.at() - first <= TOGETHER_NANOS) {
        last = each.at();
      }
    }
    return last + ALIVE_NANOS - now;
  }

  void clear() {
    written.clear();
  }
}
