package recado.server.net;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import recado.protocol.Limits;
import recado.protocol.LineWriter;

/**
 * Buffers for what is on its way out, shared by all connections: a connection has one only while
 * there is something to write, so that those who are idle cost none.
 *
 * <p>What all outboxes hold together is bounded. As in the buffers of a network switch, each may
 * hold a share of what is still free (Choudhury and Hahne, "Dynamic Queue Length Thresholds",
 * 1998): alone it may hold much, among many that hold much only little, and a little always.
 * Thread-safe.
 */
final class Buffers {
  /** Nobody may hold more than this before entries had better wait in the mailbox. */
  static final int FULL_BYTES = 256 << 10;

  /** Nobody may hold more than this at all. */
  static final int MAX_BYTES = 8 << 20;

  private static final int SHARES_UNTIL_FULL = 256;
  private static final int SHARES_AT_MOST = 8;
  private static final int ALWAYS_UNTIL_FULL_BYTES = 1 << 10;
  private static final int ALWAYS_BYTES = Limits.MAX_LINE_BYTES + Limits.MAX_EVENT_SURPLUS_BYTES;

  private static final int INITIAL_BYTES = 4 << 10;
  private static final int MAX_KEPT_BYTES = 64 << 10;
  private static final int MAX_KEPT = 256;

  private final long budget;
  private final AtomicLong held = new AtomicLong();
  private final BlockingQueue<LineWriter> free = new ArrayBlockingQueue<>(MAX_KEPT);

  /**
   * None in use.
   *
   * @param budget how much all outboxes may hold together, in bytes
   */
  Buffers(long budget) {
    this.budget = budget;
  }

  /** An empty buffer, the caller's until {@link #giveBack}. */
  LineWriter take() {
    LineWriter buffer = free.poll();
    return buffer == null ? new LineWriter(INITIAL_BYTES) : buffer;
  }

  /** Takes a buffer back that nobody uses any more; one that has grown large is let go. */
  void giveBack(LineWriter buffer) {
    if (buffer.buffer().length <= MAX_KEPT_BYTES) {
      buffer.clear();
      free.offer(buffer);
    }
  }

  /** An outbox holds so many bytes more, or less if it is negative. */
  void noteHeld(int change) {
    held.addAndGet(change);
  }

  /** What all outboxes hold together, in bytes. */
  long heldBytes() {
    return held.get();
  }

  /** With so much an outbox is full, at the moment. */
  int fullBytes() {
    return share(SHARES_UNTIL_FULL, ALWAYS_UNTIL_FULL_BYTES, FULL_BYTES);
  }

  /** So much an outbox may hold, at the moment. */
  int maxBytes() {
    return share(SHARES_AT_MOST, ALWAYS_BYTES, MAX_BYTES);
  }

  private int share(int shares, int atLeast, int atMost) {
    return Math.clamp((budget - held.get()) / shares, atLeast, atMost);
  }
}
