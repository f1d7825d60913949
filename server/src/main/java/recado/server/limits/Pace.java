package recado.server.limits;

/**
 * How fast one connection asks. Whoever is too fast is told so; whoever goes on as if it had not
 * been said is let go. Times are of {@link System#nanoTime}. Not thread-safe.
 */
public final class Pace {
  private final Rate rate;
  private final TokenBucket requests;
  private final TokenBucket refusals;

  /** What is to be done with a request. */
  public enum Verdict {
    /** It is carried out. */
    FINE,
    /** It is refused. */
    TOO_FAST,
    /** The connection is ended. */
    FLOOD
  }

  /** The pace of a connection that begins now. */
  public Pace(Rate rate, long now) {
    this.rate = rate;
    requests = new TokenBucket(rate, now);
    refusals = new TokenBucket(rate, now);
  }

  /** One more request has come. */
  public Verdict judge() {
    if (rate.nanosEach() == 0) {
      return Verdict.FINE; // without looking at the clock
    }
    long now = System.nanoTime();
    if (requests.take(now)) {
      return Verdict.FINE;
    }
    return refusals.take(now) ? Verdict.TOO_FAST : Verdict.FLOOD;
  }
}
