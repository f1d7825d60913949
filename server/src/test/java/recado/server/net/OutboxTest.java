package recado.server.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import recado.protocol.LineWriter;

@Timeout(30)
final class OutboxTest {
  /** A peer that reads when it is told to: each write waits for its turn. */
  private static final class Peer extends OutputStream {
    final Semaphore turns = new Semaphore(0);
    final Semaphore writesBegun = new Semaphore(0);
    private final List<byte[]> writes = new ArrayList<>();
    private volatile boolean gone;

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException("one byte at a time");
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      writesBegun.release();
      turns.acquireUninterruptibly();
      if (gone) {
        throw new IOException("broken pipe");
      }
      synchronized (this) {
        byte[] write = new byte[length];
        System.arraycopy(bytes, from, write, 0, length);
        writes.add(write);
      }
    }

    void readsEverything() {
      turns.release(Integer.MAX_VALUE / 2);
    }

    void isGone() {
      gone = true;
      readsEverything();
    }

    synchronized List<String> writes() {
      return writes.stream().map(write -> new String(write, StandardCharsets.US_ASCII)).toList();
    }

    synchronized byte[] received() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      writes.forEach(all::writeBytes);
      return all.toByteArray();
    }
  }

  private final Peer peer = new Peer();
  private final Semaphore drained = new Semaphore(0);
  private final AtomicInteger timesBroken = new AtomicInteger();
  private final CountDownLatch broken = new CountDownLatch(1);
  private final Outbox outbox = outboxTo(peer);

  private Outbox outboxTo(OutputStream out) {
    return new Outbox(
        out,
        new Buffers(1L << 40),
        drained::release,
        () -> {
          timesBroken.incrementAndGet();
          broken.countDown();
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean add(Outbox to, byte[] bytes) {
    return to.add(bytes, bytes.length);
  }

  /** Lets out what was added, by letting out nothing more. */
  private static void flush(Outbox outbox) {
    outbox.send(new LineWriter(0));
  }

  private boolean addUnlessFull(byte[] bytes) {
    return !outbox.refuses() && add(outbox, bytes);
  }

  private void closeAndAwait() throws InterruptedException {
    outbox.close();
    broken.await();
    outbox.awaitClosed(20, TimeUnit.SECONDS);
  }

  @Test
  void keepsTheOrder() throws InterruptedException {
    peer.readsEverything();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      assertTrue(add(outbox, bytes(i + "\n")));
      expected.append(i).append('\n');
      if (i % 7 == 0) {
        flush(outbox);
      }
    }
    closeAndAwait();
    assertArrayEquals(bytes(expected.toString()), peer.received());
  }

  @Test
  void whatWasAddedTogetherGoesOutInOneWrite() throws InterruptedException {
    add(outbox, bytes("a"));
    add(outbox, bytes("b"));
    flush(outbox);
    peer.writesBegun.acquire();
    add(outbox, bytes("c"));
    flush(outbox);
    add(outbox, bytes("d"));
    flush(outbox);
    peer.readsEverything();
    closeAndAwait();
    assertEquals(List.of("ab", "cd"), peer.writes());
  }

  @Test
  void writesNothingBeforeItIsFlushed() throws InterruptedException {
    peer.readsEverything();
    add(outbox, bytes("a"));
    flush(outbox);
    add(outbox, bytes("b"));
    closeAndAwait();
    assertEquals("ab", String.join("", peer.writes()));
  }

  @Test
  void refusesAnEntryWhenItIsFullAndSaysWhenItIsEmptyAgain() throws InterruptedException {
    add(outbox, new byte[Buffers.FULL_BYTES - 1]);
    assertTrue(addUnlessFull(bytes("a")), "one byte was left");
    assertFalse(addUnlessFull(bytes("b")));
    assertEquals(0, drained.availablePermits());
    peer.readsEverything();
    drained.acquire();
    assertTrue(addUnlessFull(bytes("c")));
    closeAndAwait();
    assertEquals(0, drained.availablePermits(), "it was asked for once");
    byte[] received = peer.received();
    assertEquals(Buffers.FULL_BYTES + 1, received.length);
    assertEquals("ac", new String(received, received.length - 2, 2, StandardCharsets.US_ASCII));
  }

  @Test
  void whatIsBeingWrittenCountsAsFull() throws InterruptedException {
    add(outbox, new byte[Buffers.FULL_BYTES]);
    flush(outbox);
    peer.writesBegun.acquire();
    assertFalse(addUnlessFull(bytes("a")));
    peer.readsEverything();
    drained.acquire();
    closeAndAwait();
  }

  @Test
  void saysThatItIsEmptyWhenAskedThoughItIsAlready() throws InterruptedException {
    outbox.flushThenDrained();
    drained.acquire();
    add(outbox, bytes("a"));
    outbox.flushThenDrained();
    assertEquals(0, drained.availablePermits());
    peer.readsEverything();
    drained.acquire();
    assertEquals(List.of("a"), peer.writes());
    closeAndAwait();
  }

  @Test
  void aPeerThatLetsTooMuchPileUpIsToBeCutOff() throws InterruptedException {
    add(outbox, bytes("a"));
    flush(outbox);
    peer.writesBegun.acquire();
    assertTrue(add(outbox, new byte[Buffers.MAX_BYTES - 1]));
    assertFalse(add(outbox, bytes("b")));
    peer.readsEverything();
    closeAndAwait();
    assertEquals(Buffers.MAX_BYTES, peer.received().length);
  }

  @Test
  void closeWritesEverythingThenBreaksOffOnce() throws InterruptedException {
    add(outbox, bytes("a"));
    flush(outbox);
    add(outbox, bytes("BYE"));
    outbox.close();
    outbox.close();
    assertTrue(add(outbox, bytes("too late")), "nobody needs to know");
    assertTrue(addUnlessFull(bytes("too late")));
    assertEquals(0, timesBroken.get());
    peer.readsEverything();
    broken.await();
    assertEquals("aBYE", String.join("", peer.writes()));
    outbox.close();
    outbox.flushThenDrained();
    assertEquals(1, timesBroken.get());
    assertEquals(0, drained.availablePermits());
  }

  @Test
  void theLastWordGoesOutWhateverTheLimit() throws InterruptedException {
    add(outbox, new byte[Buffers.MAX_BYTES]);
    outbox.closeWith(bytes("BYE"));
    outbox.closeWith(bytes("too late"));
    peer.readsEverything();
    closeAndAwait();
    byte[] received = peer.received();
    assertEquals(Buffers.MAX_BYTES + 3, received.length);
    assertEquals("BYE", new String(received, Buffers.MAX_BYTES, 3, StandardCharsets.US_ASCII));
    assertEquals(1, timesBroken.get());
  }

  @Test
  void aPeerThatIsGoneBreaksItOffOnce() throws InterruptedException {
    add(outbox, bytes("a"));
    flush(outbox);
    peer.writesBegun.acquire();
    peer.isGone();
    broken.await();
    assertTrue(add(outbox, new byte[Buffers.MAX_BYTES + 1]), "nobody needs to know");
    flush(outbox);
    outbox.close();
    outbox.awaitClosed(20, TimeUnit.SECONDS);
    assertEquals(1, timesBroken.get());
    assertEquals(List.of(), peer.writes());
  }

  @Test
  void whoWaitsForRoomGoesOnWhenThereIsSome() throws InterruptedException {
    outbox.awaitRoom(); // there is
    add(outbox, new byte[Buffers.FULL_BYTES]);
    flush(outbox);
    Thread waiting = startWaiting();
    peer.readsEverything();
    waiting.join();
    closeAndAwait();
  }

  @Test
  void whoWaitsForRoomGoesOnWhenThePeerIsGone() throws InterruptedException {
    add(outbox, new byte[Buffers.FULL_BYTES]);
    flush(outbox);
    Thread waiting = startWaiting();
    peer.isGone();
    waiting.join();
    outbox.awaitRoom();
  }

  private Thread startWaiting() {
    return Thread.startVirtualThread(
        () -> {
          try {
            outbox.awaitRoom();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void knowsHowLongAWriteHasLasted() throws InterruptedException {
    assertFalse(outbox.isStuckFor(0));
    add(outbox, bytes("a"));
    flush(outbox);
    peer.writesBegun.acquire();
    while (!outbox.isStuckFor(1)) {
      Thread.onSpinWait(); // one nanosecond has to go by
    }
    assertFalse(outbox.isStuckFor(Long.MAX_VALUE));
    peer.readsEverything();
    closeAndAwait();
    assertFalse(outbox.isStuckFor(0));
  }

  /** Its writer says again and again that it is empty; meanwhile comes the last word. */
  @Test
  void losesNoByteWhenItIsClosedWhileItSaysThatItIsEmpty() throws InterruptedException {
    for (int round = 0; round < 2_000; round++) {
      Peer reading = new Peer();
      reading.readsEverything();
      CompletableFuture<Outbox> asked = new CompletableFuture<>();
      AtomicBoolean isClosed = new AtomicBoolean();
      CountDownLatch saidOnce = new CountDownLatch(1);
      CountDownLatch ended = new CountDownLatch(1);
      Outbox askedAgain =
          new Outbox(
              reading,
              new Buffers(1L << 40),
              () -> {
                saidOnce.countDown();
                if (!isClosed.get()) {
                  asked.join().flushThenDrained();
                }
              },
              ended::countDown);
      asked.complete(askedAgain);
      askedAgain.flushThenDrained();
      saidOnce.await();
      add(askedAgain, bytes("BYE"));
      askedAgain.close();
      isClosed.set(true);
      ended.await();
      assertEquals(List.of("BYE"), reading.writes(), "round " + round);
    }
  }

  @Test
  void breaksOffOnceHoweverOftenItIsClosed() throws InterruptedException {
    int rounds = 2_000;
    AtomicInteger brokenInAll = new AtomicInteger();
    for (int round = 0; round < rounds; round++) {
      CountDownLatch ended = new CountDownLatch(1);
      Outbox closedOften =
          new Outbox(
              OutputStream.nullOutputStream(),
              new Buffers(1L << 40),
              () -> {},
              () -> {
                brokenInAll.incrementAndGet();
                ended.countDown();
              });
      while (ended.getCount() > 0) {
        closedOften.close();
      }
      closedOften.awaitClosed(20, TimeUnit.SECONDS);
    }
    assertEquals(rounds, brokenInAll.get());
  }
}
