package recado.client.bench;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A peer that was away and comes back to its backlog. Its loop's thread plays it; the main thread
 * reads what came of it after it has seen the count of those who are back.
 */
final class Returning implements Part {
  private final Peer peer;
  private final int flow;
  private final byte[] beginning;
  private final Sequence sequence = new Sequence();
  private long duplicates;
  private long outOfOrder;
  private long strange;
  private long nanos;
  private long backAt;

  /** A peer for whom messages of this flow wait. */
  Returning(Peer peer, int flow, byte[] beginning) {
    this.peer = peer;
    this.flow = flow;
    this.beginning = beginning;
  }

  void open(AtomicLong back) {
    peer.take(this);
    peer.open(
        0,
        took -> {
          nanos = took;
          backAt = Stamp.now();
          back.incrementAndGet();
        });
  }

  @Override
  public void message(LineCursor text, long now) {
    Stamp stamp = Stamp.read(text, beginning);
    if (stamp == null || stamp.flow() != flow) {
      strange++;
      return;
    }
    switch (sequence.arrived(stamp.number())) {
      case IN_ORDER, AFTER_A_GAP -> {}
      case LATE -> outOfOrder++;
      case AGAIN -> duplicates++;
    }
  }

  Faults faults(int expected) {
    long lost = expected - sequence.next() + sequence.missing();
    return new Faults(lost, duplicates, outOfOrder, strange);
  }

  boolean isBack() {
    return backAt > 0;
  }

  /** From connecting to SYNCED. */
  long nanos() {
    return nanos;
  }

  /** As {@link Stamp#now}. */
  long backAt() {
    return backAt;
  }

  Peer peer() {
    return peer;
  }

  int flow() {
    return flow;
  }

  byte[] beginning() {
    return beginning;
  }
}
