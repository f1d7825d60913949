package recado.client.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one lane counts. Owned by its loop's thread. */
final class Tally {
  /** All that was counted in an interval. */
  record Count(
      long nanos, long delivered, long completed, Histogram toReceivers, Histogram toSent) {}

  private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final int SIGNIFICANT_DIGITS = 3;

  private boolean counting;
  private long begun;
  private long delivered;
  private long completed;
  private Histogram toReceivers = histogram();
  private Histogram toSent = histogram();

  private long duplicates;
  private long outOfOrder;
  private long strange;

  /** Of nanoseconds, up to an hour. */
  static Histogram histogram() {
    return new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
  }

  void begin() {
    counting = true;
    begun = Stamp.now();
    delivered = 0;
    completed = 0;
    toReceivers = histogram();
    toSent = histogram();
  }

  /** What has come since {@link #begin}; counting ends. */
  Count end() {
    counting = false;
    return new Count(Stamp.now() - begun, delivered, completed, toReceivers, toSent);
  }

  void delivered() {
    if (counting) {
      delivered++;
    }
  }

  /** The last of its receivers has it. */
  void completed(long nanos) {
    if (counting) {
      completed++;
      toReceivers.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
    }
  }

  void sent(long nanos) {
    if (counting) {
      toSent.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
    }
  }

  /** Faults count at all times, also while nothing is measured. */
  void duplicate() {
    duplicates++;
  }

  void outOfOrder() {
    outOfOrder++;
  }

  void strange() {
    strange++;
  }

  Faults faults(long lost) {
    return new Faults(lost, duplicates, outOfOrder, strange);
  }
}
