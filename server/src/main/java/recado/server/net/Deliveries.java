package recado.server.net;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import recado.protocol.EntryId;

/**
 * Entries that were written to a peer who acknowledges nothing, until they count as delivered.
 * Times are of {@link System#nanoTime}. Not thread-safe.
 */
final class Deliveries {
  private static final long ALIVE_NANOS = TimeUnit.SECONDS.toNanos(1);

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
    EntryId newest = null;
    while (!written.isEmpty() && nanosToWait(now) <= 0) {
      newest = written.removeFirst().id();
    }
    return newest;
  }

  /** How long until {@link #takeAlive} has something, in nanoseconds; there must be one. */
  long nanosToWait(long now) {
    return written.getFirst().at() + ALIVE_NANOS - now;
  }

  void clear() {
    written.clear();
  }
}
