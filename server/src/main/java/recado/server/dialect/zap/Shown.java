package recado.server.dialect.zap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.EntryId;

/**
 * What a client was shown, to know which message it means when it says up to what time it has read.
 * Remembers the last thousand messages of this connection. Thread-safe.
 */
final class Shown {
  private static final int MAX = 1000;
  private static final int MAX_EARLY = 100;
  private static final EntryId ALL = new EntryId(Long.MAX_VALUE);

  private final Deque<Message> messages = new ArrayDeque<>();

  /** What was read before anything was shown, and waits until it is clear what that was. */
  private final Map<ZapId, String> early = new HashMap<>();

  /** Everything up to here was written to the client, now or on a former connection. */
  private @Nullable EntryId upTo;

  private record Message(ZapId from, String time, EntryId id) {}

  /** The first entry that is on its way and not written; null if there is none. */
  private @Nullable EntryId coming;

  private @Nullable EntryId lastComing;

  /** An entry is on its way. */
  synchronized void coming(EntryId id) {
    coming = coming == null ? id : coming;
    lastComing = id;
  }

  /** A message in the conversation of {@code from} is about to be shown. */
  synchronized void add(ZapId from, String time, EntryId id) {
    messages.add(new Message(from, time, id));
    if (messages.size() > MAX) {
      messages.remove();
    }
  }

  /** An entry was written, whatever it was. */
  synchronized void written(EntryId id) {
    upTo = id;
    coming = id.equals(lastComing) ? null : new EntryId(id.value() + 1);
  }

  /** There is nothing that waited for the client any more. */
  synchronized void caughtUp() {
    if (upTo == null) {
      upTo = ALL; // of what was sent to the device, which is all that counts
    }
  }

  /**
   * Up to which id the client has read, if it says that it has read what {@code from} sent up to
   * {@code time}; null if that cannot be known yet, and then {@link #takeEarly} has it later.
   */
  synchronized @Nullable EntryId read(ZapId from, String time) {
    EntryId oldest = null;
    Iterator<Message> newestFirst = messages.descendingIterator();
    while (newestFirst.hasNext()) {
      Message message = newestFirst.next();
      if (message.from().equals(from)) {
        if (message.time().compareTo(time) <= 0) {
          return message.id();
        }
        oldest = message.id();
      }
    }
    if (oldest != null) {
      return before(oldest);
    }
    if (upTo == null && early.size() < MAX_EARLY) {
      early.merge(from, time, (a, b) -> a.compareTo(b) < 0 ? b : a);
    }
    return ALL.equals(upTo) && coming != null ? before(coming) : upTo;
  }

  private static EntryId before(EntryId id) {
    return new EntryId(Math.max(1, id.value() - 1));
  }

  /** Who was read early. Nothing that comes from now on was meant. */
  synchronized Map<ZapId, String> takeEarly() {
    Map<ZapId, String> taken = Map.copyOf(early);
    early.clear();
    return taken;
  }
}
