package recado.client.bench;

import java.util.Arrays;

/** When the messages were sent for which no SENT has come, oldest first: a ring that grows. */
final class SendTimes {
  private long[] nanos = new long[16];
  private int first;
  private int count;

  void add(long time) {
    if (count == nanos.length) {
      grow();
    }
    nanos[(first + count) & (nanos.length - 1)] = time;
    count++;
  }

  private void grow() {
    long[] larger = Arrays.copyOf(nanos, nanos.length * 2);
    // What had wrapped around now stands behind what had not.
    System.arraycopy(nanos, 0, larger, nanos.length, first);
    nanos = larger;
  }

  /** Takes the oldest; there must be one. */
  long take() {
    long time = nanos[first];
    first = (first + 1) & (nanos.length - 1);
    count--;
    return time;
  }

  int count() {
    return count;
  }
}
