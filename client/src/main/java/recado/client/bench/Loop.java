package recado.client.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with a selector, and the many connections that it drives.
 *
 * <p>Peers and lanes belong to one loop, and only its thread touches them; other threads {@link
 * #call}. A turn: read what has come, send what that makes room for, write acknowledgements.
 */
final class Loop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final int READ_BYTES = 256 << 10;
  private static final int CONNECTS_A_TURN = 64;
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

  private final Selector selector;
  private final Thread thread;
  private final Alarm alarm;
  private final Queue<Runnable> calls = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Runnable> connects = new ArrayDeque<>();
  private final List<Peer> unwritten = new ArrayList<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final byte[] bytes = new byte[READ_BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
  private final LineCursor cursor = new LineCursor();
  // A selector counts in milliseconds, which is too coarse for paced messages: this wakes it.
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("recado-bench-clock").daemon().factory());
  private final AtomicBoolean wakeUpSet = new AtomicBoolean();
  private int maxConnecting = 1;
  private int connecting;
  private volatile boolean closed;

  Loop(int number, Alarm alarm) throws IOException {
    this.alarm = alarm;
    this.selector = Selector.open();
    this.thread = Thread.ofPlatform().name("recado-bench-" + number).daemon().unstarted(this::run);
    thread.start();
  }

  /**
   * Lets the loop's thread do this, and waits for it.
   *
   * @throws BenchException if it does not come to it
   */
  <T> T call(Callable<T> what) throws BenchException {
    FutureTask<T> task = new FutureTask<>(what);
    calls.add(task);
    selector.wakeup();
    try {
      return task.get(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException _) {
      throw new BenchException(Saying.OVERLOADED.text());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new BenchException(Saying.INTERRUPTED.text());
    }
  }

  void run(Runnable what) throws BenchException {
    call(
        () -> {
          what.run();
          return true;
        });
  }

  /** Ends the thread and all connections. */
  @Override
  public void close() {
    closed = true;
    clock.shutdownNow();
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // then without waiting
    }
  }

  // ---- the loop's thread

  private void run() {
    long nanos = Long.MAX_VALUE;
    while (!closed) {
      try {
        nanos = turn(nanos);
      } catch (IOException e) {
        alarm.ring(new BenchException(Saying.WAITING.text(e.getMessage())));
        return;
      } catch (RuntimeException e) { // a mistake of ours
        LOG.error("the thread {} goes on", thread.getName(), e);
        alarm.ring(new BenchException(Saying.BUG.text(e)));
      }
    }
    for (SelectionKey key : selector.keys()) {
      ((Peer) key.attachment()).close();
    }
  }

  private long turn(long nanos) throws IOException {
    select(nanos);
    for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
      call.run();
    }
    for (int i = 0; i < CONNECTS_A_TURN && mayConnect(); i++) {
      connecting++;
      connects.remove().run();
    }
    long next = Long.MAX_VALUE;
    for (Lane lane : lanes) {
      next = Math.min(next, lane.turn());
    }
    for (int i = 0; i < unwritten.size(); i++) {
      unwritten.get(i).flush();
    }
    unwritten.clear();
    return next;
  }

  /** Waits so long, or until something comes. */
  private void select(long nanos) throws IOException {
    if (mayConnect() || nanos <= 0) {
      selector.selectNow(this::ready);
      return;
    }
    if (nanos < Long.MAX_VALUE && wakeUpSet.compareAndSet(false, true)) {
      var _ = clock.schedule(this::wakeUp, nanos, TimeUnit.NANOSECONDS);
    }
    selector.select(this::ready);
  }

  private void wakeUp() {
    wakeUpSet.set(false); // first: a turn that begins now must be able to set the next
    selector.wakeup();
  }

  private void ready(SelectionKey key) {
    ((Peer) key.attachment()).ready(key);
  }

  private boolean mayConnect() {
    return connecting < maxConnecting && !connects.isEmpty();
  }

  /**
   * Connects these peers, at most so many at a time; each says {@link #connected} when it is in.
   */
  void connect(List<Runnable> more, int atATime) {
    maxConnecting = atATime;
    connects.addAll(more);
  }

  void connected() {
    connecting--;
  }

  void add(Lane lane) {
    lanes.add(lane);
  }

  void remove(Lane lane) {
    lanes.remove(lane);
  }

  /** This peer has something to write at the end of the turn. */
  void unwritten(Peer peer) {
    unwritten.add(peer);
  }

  Selector selector() {
    return selector;
  }

  /** One read's bytes, for whichever peer is reading. */
  byte[] bytes() {
    return bytes;
  }

  /** Over {@link #bytes}. */
  ByteBuffer buffer() {
    return buffer;
  }

  LineCursor cursor() {
    return cursor;
  }

  Alarm alarm() {
    return alarm;
  }
}
