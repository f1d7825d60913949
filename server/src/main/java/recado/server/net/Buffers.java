package recado.server.net;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import recado.protocol.LineWriter;

/**
 * Buffers for what is on its way out, shared by all connections: a connection has one only while
 * there is something to write, so that those who are idle cost none. Thread-safe.
 */
final class Buffers {
  private static final int INITIAL_BYTES = 4 << 10;
  private static final int MAX_KEPT_BYTES = 64 << 10;
  private static final int MAX_KEPT = 256;

  private final BlockingQueue<LineWriter> free = new ArrayBlockingQueue<>(MAX_KEPT);

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
}
