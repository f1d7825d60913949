package recado.client.desk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import recado.client.local.Unsent;
import recado.client.local.Unsent.Waiting;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.Request;
import recado.protocol.Text;

/**
 * What the person writes, on its way to the server: on the disk first, then on the wire, and off
 * the disk when the server has it. After a lost connection, or a crash, everything that is still
 * there goes out again, in order and under its cid, which the server knows to be the same message.
 *
 * <p>Only so many are on the wire at once, and fewer when the server says that it is too much. A
 * conversation of which the server takes nothing now is held alone: one of its messages is tried
 * again from time to time, and those to others go on.
 *
 * <p>Owned by the desk's thread; times are of {@link System#nanoTime}.
 */
final class Outgoing {
  private static final int LARGEST_WINDOW = 16;
  private static final Duration PAUSE_WHEN_LIMITED = Duration.ofSeconds(1);

  /** A message that takes longer is shown as waiting. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final Unsent unsent;
  private final Consumer<Request> wire;
  private final Consumer<Waiting> showWaiting;
  private final Deque<Waiting> toSend = new ArrayDeque<>();
  private final Map<Cid, Conversation> onTheWire = new HashMap<>();
  private final Map<Conversation, Hold> holds = new LinkedHashMap<>(); // in order: fair to all
  private final Deque<Patience> patience = new ArrayDeque<>();
  private boolean online;
  private int window = LARGEST_WINDOW;
  private long pausedUntil = Long.MIN_VALUE;

  private record Patience(Waiting message, long until) {}

  Outgoing(Unsent unsent, Consumer<Request> wire, Consumer<Waiting> showWaiting) {
    this.unsent = unsent;
    this.wire = wire;
    this.showWaiting = showWaiting;
  }

  /** Takes a message: it will be sent, whatever happens. */
  void take(Conversation to, Text text, long now) {
    take(new Cid(UUID.randomUUID().toString()), to, text, now);
  }

  /** The same under this cid, once: who takes part in a repetition is told nothing new. */
  void take(Cid cid, Conversation to, Text text, long now) {
    if (unsent.contains(cid)) {
      return;
    }
    Waiting message = new Waiting(cid, System.currentTimeMillis(), to, text);
    unsent.add(message);
    lineOf(message).add(message);
    if (online) {
      patience.add(new Patience(message, now + PATIENCE.toNanos()));
      pump(now);
    } else {
      showWaiting.accept(message);
    }
  }

  /** There is a session. */
  void resume(long now) {
    online = true;
    window = LARGEST_WINDOW;
    pausedUntil = Long.MIN_VALUE;
    onTheWire.clear();
    holds.values().forEach(hold -> hold.beginAgain(now));
    queueAll();
    pump(now);
  }

  private void queueAll() {
    toSend.clear();
    holds.values().forEach(hold -> hold.messages().clear());
    unsent.messages().stream()
        .filter(message -> !onTheWire.containsKey(message.cid()))
        .forEach(message -> lineOf(message).add(message));
  }

  /** Where a message stands and waits for the wire. */
  private Deque<Waiting> lineOf(Waiting message) {
    Hold hold = holds.get(message.to());
    return hold == null ? toSend : hold.messages();
  }

  /** There is none any more: what was on the wire waits again. */
  void suspend() {
    online = false;
    onTheWire.clear();
    patience.forEach(impatient -> showWaiting.accept(impatient.message()));
    patience.clear();
  }

  /** The server has a message: which one, if it was one of these. */
  Optional<Waiting> sent(Cid cid, long now) {
    window = Math.min(window * 2, LARGEST_WINDOW);
    Conversation to = onTheWire.get(cid);
    if (to != null && holds.remove(to) != null) {
      queueAll();
    }
    return settle(cid, now);
  }

  /** The server does not take a message: which one, if it was one of these. */
  Optional<Waiting> refused(Cid cid, long now) {
    return settle(cid, now);
  }

  private Optional<Waiting> settle(Cid cid, long now) {
    Optional<Waiting> message = unsent.remove(cid);
    Conversation to = onTheWire.remove(cid);
    if (to != null && holds.containsKey(to) && holds.get(to).messages().isEmpty()) {
      holds.remove(to); // nobody waits there any more
    }
    patience.removeIf(waiting -> waiting.message().cid().equals(cid));
    pump(now);
    return message;
  }

  /** The server cannot take a message now: it goes out later, one at a time to begin with. */
  void notNow(Cid cid, long now) {
    if (onTheWire.remove(cid) != null) {
      window = 1;
      pausedUntil = now + PAUSE_WHEN_LIMITED.toNanos();
      queueAll(); // so that it stands in its place again
    }
  }

  /**
   * The server takes a message not now, and so perhaps none of its conversation: they wait alone.
   *
   * @return the conversation, unless it waits already
   */
  Optional<Conversation> hold(Cid cid, long now) {
    Conversation to = onTheWire.remove(cid);
    if (to == null) {
      return Optional.empty();
    }
    Hold before = holds.get(to);
    if (before == null) {
      holds.put(to, new Hold(now));
    } else {
      before.refusedAgain(now);
    }
    queueAll(); // so that it stands in its place again
    pump(now);
    return before == null ? Optional.of(to) : Optional.empty();
  }

  /** Does what is due at this time. */
  void tick(long now) {
    while (!patience.isEmpty() && patience.getFirst().until() - now <= 0) {
      showWaiting.accept(patience.removeFirst().message());
    }
    pump(now);
  }

  /** When {@link #tick} has something to do next, in nanoseconds from now. */
  long nanosToTick(long now) {
    long next = Long.MAX_VALUE;
    if (!patience.isEmpty()) {
      next = patience.getFirst().until() - now;
    }
    if (online && !toSend.isEmpty() && isPaused(now)) {
      next = Math.min(next, pausedUntil - now);
    }
    if (online && onTheWire.size() < window) {
      next = Math.min(next, nanosToRetry(now));
    }
    return next;
  }

  private long nanosToRetry(long now) {
    long pause = isPaused(now) ? pausedUntil - now : 0;
    return holds.entrySet().stream()
        .filter(held -> canRetry(held.getKey(), held.getValue()))
        .mapToLong(held -> Math.max(pause, held.getValue().nanosLeft(now)))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** One at a time, so that they keep their order. */
  private boolean canRetry(Conversation to, Hold hold) {
    return !hold.messages().isEmpty() && !onTheWire.containsValue(to);
  }

  private boolean isPaused(long now) {
    return pausedUntil != Long.MIN_VALUE && pausedUntil - now > 0;
  }

  private void pump(long now) {
    if (!online || isPaused(now)) {
      return;
    }
    holds.forEach((to, hold) -> retry(to, hold, now));
    while (!toSend.isEmpty() && onTheWire.size() < window) {
      send(toSend.removeFirst());
    }
  }

  private void retry(Conversation to, Hold hold, long now) {
    if (onTheWire.size() < window && hold.nanosLeft(now) == 0 && canRetry(to, hold)) {
      send(hold.messages().removeFirst());
    }
  }

  private void send(Waiting message) {
    onTheWire.put(message.cid(), message.to());
    wire.accept(new Request.Send(message.cid(), message.to(), message.text()));
  }

  /** How many messages the server does not have. */
  int count() {
    return unsent.messages().size();
  }

  /** How many of them belong to a conversation that is held. */
  int heldCount() {
    return holds.isEmpty()
        ? 0
        : (int) unsent.messages().stream().filter(own -> holds.containsKey(own.to())).count();
  }

  /** Whether nothing can be done but wait: all that there is to send is held. */
  boolean hasOnlyHeld() {
    return toSend.isEmpty() && onTheWire.isEmpty();
  }
}
