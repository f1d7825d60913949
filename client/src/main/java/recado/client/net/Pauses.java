package recado.client.net;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: each time about twice as long, up to half a minute.
 *
 * <p>Every pause is cut by chance, by up to a third: when a server comes back, its clients shall
 * not all knock in the same instant. Owned by the thread that dials.
 */
final class Pauses {
  static final Duration FIRST = Duration.ofMillis(500);
  static final Duration LONGEST = Duration.ofSeconds(30);

  private final RandomGenerator chance;
  private Duration next = FIRST;

  Pauses(RandomGenerator chance) {
    this.chance = chance;
  }

  Duration next() {
    long fullMillis = next.toMillis();
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return Duration.ofMillis(fullMillis - chance.nextLong(fullMillis / 3));
  }

  /** Something worked: the next pause is a short one again. */
  void reset() {
    next = FIRST;
  }
}
