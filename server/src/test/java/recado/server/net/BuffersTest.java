package recado.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import recado.protocol.Limits;

/** How outboxes share what there is. */
@Timeout(20)
final class BuffersTest {
  private static final int MIB = 1 << 20;

  private final Buffers buffers = new Buffers(16 * MIB);
  private final CountDownLatch end = new CountDownLatch(1);

  /** Takes nothing until the test's end, and is gone then. */
  private final class Deaf extends OutputStream {
    @Override
    public void write(int b) {
      throw new UnsupportedOperationException("one byte at a time");
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("gone");
    }
  }

  @AfterEach
  void end() {
    end.countDown();
  }

  private Outbox outbox(CountDownLatch broken) {
    return new Outbox(new Deaf(), buffers, () -> {}, broken::countDown);
  }

  @Test
  void whoIsAloneMayHoldMuch() {
    assertEquals(2 * MIB, buffers.maxBytes());
    assertEquals(64 << 10, buffers.fullBytes());
  }

  @Test
  void manyThatNeverReadHoldNoMoreThanThereIsAndOthersStillHaveRoom() throws InterruptedException {
    CountDownLatch broken = new CountDownLatch(1000);
    List<Outbox> deaf = new ArrayList<>();
    byte[] line = new byte[1000];
    for (int i = 0; i < 1000; i++) {
      deaf.add(outbox(broken));
    }
    boolean taken = true;
    while (taken) {
      taken = false;
      for (Outbox each : deaf) {
        taken |= each.add(line, line.length);
      }
    }
    long held = buffers.heldBytes();
    long bound =
        16 * MIB
            + 1000L
                * (Limits.MAX_LINE_BYTES
                    + Limits.MAX_EVENT_SURPLUS_BYTES); // each may always have a little
    assertTrue(held > 15 * MIB && held <= bound, held + " bytes");
    Outbox ordinary = outbox(new CountDownLatch(1));
    assertTrue(ordinary.add(line, line.length));
    deaf.forEach(Outbox::flushThenDrained);
    end.countDown();
    broken.await();
    assertEquals(line.length, buffers.heldBytes(), "what they held is free again");
  }

  @Test
  void anEmptyOutboxIsNeverFull() {
    buffers.noteHeld(100 * MIB);
    assertFalse(outbox(new CountDownLatch(1)).refuses());
  }
}
