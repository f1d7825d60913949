package recado.client.bench;

import java.util.HashSet;
import java.util.Set;

/**
 * Which of one sender's messages, numbered from 0, one receiver has. The contract promises each
 * once and in order; this is where a broken promise is noticed.
 */
final class Sequence {
  /** How a message came. */
  enum Arrival {
    IN_ORDER,
    /** Those between are lost, or late. */
    AFTER_A_GAP,
    /** It was taken for lost. */
    LATE,
    AGAIN
  }

  private long next;
  private final Set<Long> missing = HashSet.newHashSet(0);

  Arrival arrived(long number) {
    if (number < next) {
      return missing.remove(number) ? Arrival.LATE : Arrival.AGAIN;
    }
    boolean inOrder = number == next;
    for (; next < number; next++) {
      missing.add(next);
    }
    next = number + 1;
    return inOrder ? Arrival.IN_ORDER : Arrival.AFTER_A_GAP;
  }

  /** The number that is due; all before it have come or are missing. */
  long next() {
    return next;
  }

  /** How many were skipped and have not come since. */
  int missing() {
    return missing.size();
  }
}
