package recado.client.desk;

import java.util.List;
import recado.client.local.Unsent.Waiting;
import recado.protocol.Conversation;

/**
 * What there is to see in a {@link View}: immutable, and true at the time it was made.
 *
 * @param size how many messages and group events the conversation has; their positions count from 0
 * @param from the position of the first of {@code lines}
 * @param lines oldest first
 * @param firstUnread the position of the first message that the person has not seen; {@code size}
 *     if there is none
 * @param waiting what the person has written there and the server does not have, oldest first
 */
public record Window(
    Conversation conversation,
    int size,
    int from,
    List<Shown.Past> lines,
    int firstUnread,
    List<Waiting> waiting) {
  /** Keeps copies. */
  public Window {
    lines = List.copyOf(lines);
    waiting = List.copyOf(waiting);
  }

  /** The position behind the last of {@code lines}. */
  public int end() {
    return from + lines.size();
  }
}
