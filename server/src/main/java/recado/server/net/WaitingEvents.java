package recado.server.net;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;

/** Events on their way to one peer, in order; they count in what all outboxes hold. */
final class WaitingEvents {
  private static final int FULL = 64;

  /** What an event takes in memory beside its text, about. */
  private static final int EVENT_BYTES = 128;

  private final Buffers buffers;
  private final Deque<Event> events = new ArrayDeque<>();
  private int answers; // those that are no entries
  private int heldBytes;

  WaitingEvents(Buffers buffers) {
    this.buffers = buffers;
  }

  private static int bytes(Event event) {
    return EVENT_BYTES
        + (event instanceof Event.Message message ? message.text().wire().length : 0);
  }

  private void hold(int change) {
    heldBytes += change;
    buffers.noteHeld(change);
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** Whether an entry had better wait in the mailbox. */
  boolean isFull() {
    return !isEmpty() && (events.size() >= FULL || heldBytes >= buffers.fullBytes());
  }

  /** Whether the peer asks for more than it takes. */
  boolean isFullOfAnswers() {
    return answers >= FULL;
  }

  /** Whether there must not be so much. */
  boolean isTooMuchWith(Event event) {
    return heldBytes + bytes(event) > buffers.maxBytes();
  }

  void add(Event event) {
    events.add(event);
    answers += event instanceof Event.Entry ? 0 : 1;
    hold(bytes(event));
  }

  @Nullable Event poll() {
    Event event = events.poll();
    if (event != null) {
      answers -= event instanceof Event.Entry ? 0 : 1;
      hold(-bytes(event));
    }
    return event;
  }

  /** The next that is in no mailbox; entries are left to theirs. */
  @Nullable Event pollAnswer() {
    Event event = poll();
    while (event instanceof Event.Entry) {
      event = poll();
    }
    return event;
  }

  void clear() {
    events.clear();
    answers = 0;
    hold(-heldBytes);
  }
}
