package recado.client.desk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import recado.client.local.Unsent.Waiting;

/**
 * One conversation of which the server takes nothing now: its messages, in their order, and when
 * the first of them is tried again. Owned by the desk's thread; times are of {@link
 * System#nanoTime}.
 */
final class Hold {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Deque<Waiting> messages = new ArrayDeque<>();
  private Duration pause = FIRST_PAUSE;
  private long until;

  Hold(long now) {
    until = now + pause.toNanos();
  }

  Deque<Waiting> messages() {
    return messages;
  }

  /**
   * Refused again: the next pause is longer, unless the message was on its way when this one began.
   */
  void refusedAgain(long now) {
    if (nanosLeft(now) == 0) {
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      until = now + pause.toNanos();
    }
  }

  /** It is worth trying at once, and soon again: the server may be another than before. */
  void beginAgain(long now) {
    pause = FIRST_PAUSE;
    until = now;
  }

  /** How long the pause lasts yet; 0 when it is over. */
  long nanosLeft(long now) {
    return Math.max(0, until - now);
  }
}
