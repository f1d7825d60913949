package recado.server.limits;

/**
 * How much of a {@link Rate} is left. It keeps one number, the time at which it will be full again
 * (the generic cell rate algorithm of ATM networks), and nothing needs to refill it. Times are of
 * {@link System#nanoTime}. Not thread-safe.
 */
public final class TokenBucket {
  private final Rate rate;
  private long fullAt;

  /** A full one. */
  public TokenBucket(Rate rate, long now) {
    this.rate = rate;
    fullAt = now;
  }

  /** Takes one; false, and nothing taken, if there is none. */
  public boolean take(long now) {
    if (rate.isUnlimited()) {
      return true; // the clock may have been read before that of the former one: no time has passed
    }
    long after = (isFull(now) ? now : fullAt) + rate.nanosEach();
    if (after - now > rate.nanosAll()) {
      return false;
    }
    fullAt = after;
    return true;
  }

  /** Takes one that there is or will be; returns how long until then, in nanoseconds. */
  long reserve(long now) {
    if (rate.isUnlimited()) {
      return 0;
    }
    fullAt = (isFull(now) ? now : fullAt) + rate.nanosEach();
    return Math.max(0, fullAt - now - rate.nanosAll());
  }

  boolean isFull(long now) {
    return fullAt - now <= 0;
  }
}
