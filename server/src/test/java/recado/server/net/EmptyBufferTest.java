package recado.server.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import recado.protocol.LineWriter;

/** What the outbox is handed when encoding the only word of a batch has failed. */
@Timeout(20)
final class EmptyBufferTest {
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch written = new CountDownLatch(1);
  private final CountDownLatch drained = new CountDownLatch(1);

  private final class SlowPeer extends OutputStream {
    @Override
    public void write(int b) {
      throw new UnsupportedOperationException("one byte at a time");
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      writing.countDown();
      try {
        written.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void doesNotSwallowDrained() throws InterruptedException {
    Outbox outbox = new Outbox(new SlowPeer(), new Buffers(1L << 40), drained::countDown, () -> {});
    assertTrue(outbox.send(new LineWriter(16).ascii("a")));
    writing.await();
    assertTrue(outbox.send(new LineWriter(16)));
    outbox.flushThenDrained();
    written.countDown();
    assertTrue(drained.await(10, TimeUnit.SECONDS));
  }
}
