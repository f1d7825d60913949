package recado.client.bench;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a measured interval.
 *
 * @param seconds how long it was
 * @param delivered messages that came to a receiver; in a group one message counts for each
 * @param completed messages that came to their last receiver
 * @param toReceivers nanoseconds from sending until then
 * @param toSent nanoseconds from sending until the server said SENT
 * @param server CPU seconds of the server in this time and its memory at the end, if it is known
 * @param ownCpuSeconds CPU time of the load generator
 * @param faults of the whole run, also outside the interval
 * @param trouble what ended it early: then all of this is about a part only
 */
record Figures(
    double seconds,
    long delivered,
    long completed,
    Histogram toReceivers,
    Histogram toSent,
    @Nullable ProcessUsage server,
    double ownCpuSeconds,
    Faults faults,
    @Nullable String trouble) {

  /** Messages a second. */
  double rate() {
    return completed / seconds;
  }

  /** CPU microseconds a message, of so many seconds. */
  double microsecondsEach(double cpuSeconds) {
    return cpuSeconds * 1e6 / Math.max(1, completed);
  }

  Figures with(Faults newFaults) {
    return with(newFaults, trouble);
  }

  Figures with(@Nullable String newTrouble) {
    return with(faults, newTrouble);
  }

  private Figures with(Faults newFaults, @Nullable String newTrouble) {
    return new Figures(
        seconds,
        delivered,
        completed,
        toReceivers,
        toSent,
        server,
        ownCpuSeconds,
        newFaults,
        newTrouble);
  }

  /** Adds up what the lanes have counted; the faults come later. */
  static Figures of(List<Tally.Count> counts, @Nullable ProcessUsage server, double ownCpuSeconds) {
    Histogram toReceivers = Tally.histogram();
    Histogram toSent = Tally.histogram();
    long delivered = 0;
    long completed = 0;
    long nanos = 1;
    for (Tally.Count count : counts) {
      toReceivers.add(count.toReceivers());
      toSent.add(count.toSent());
      delivered += count.delivered();
      completed += count.completed();
      nanos = Math.max(nanos, count.nanos());
    }
    return new Figures(
        nanos / 1e9,
        delivered,
        completed,
        toReceivers,
        toSent,
        server,
        ownCpuSeconds,
        Faults.NONE,
        null);
  }
}
