package recado.server.net;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.Request;
import recado.server.dialect.FrameDialect;
import recado.server.limits.Refusals.Reason;
import recado.server.postoffice.Parcel;

/**
 * What one connection is told in a language of frames. Events wait here until the connection's
 * writing thread (virtual; it lives only while there is something to do) has its talk say them, a
 * frame at a time with pauses between. Entries are acknowledged for the peer, who cannot do that:
 * when it says something after they were written, or has been there for a second since.
 */
final class FrameOutlet implements PeerOutlet {
  private static final Logger LOG = LoggerFactory.getLogger(FrameOutlet.class);
  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Line line;
  private final FrameDialect.Talk talk;
  private final Session.Services services;
  private final Connection connection;
  private final UnderWay underWay;
  private final PacedWriter writer;

  private volatile boolean signedOn;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final WaitingEvents waiting;
  private final Deliveries deliveries = new Deliveries();
  private boolean writerRuns;
  private boolean wantsDrained;
  private long heardAt = System.nanoTime();
  private boolean closing;
  private boolean closed;

  /**
   * An outlet to this line.
   *
   * @throws IOException if the line is closed already
   */
  FrameOutlet(
      Line line,
      FrameDialect.Talk talk,
      Session.Services services,
      Connection connection,
      UnderWay underWay)
      throws IOException {
    this.line = line;
    this.talk = talk;
    this.services = services;
    this.connection = connection;
    this.underWay = underWay;
    waiting = new WaitingEvents(services.buffers());
    writer = new PacedWriter(line.out(), connection);
  }

  @Override
  public void tell(Parcel parcel) {
    if (!talk.note(parcel.event())) {
      return;
    }
    boolean tooMuch;
    lock.lock();
    try {
      tooMuch = waiting.isTooMuchWith(parcel.event());
      if (!tooMuch) {
        add(parcel.event());
      }
    } finally {
      lock.unlock();
    }
    if (tooMuch) {
      services.doorkeeper().refusals().count(Reason.SLOW);
      LOG.debug("{} disconnected: slow", line);
      close();
    }
  }

  @Override
  public boolean deliver(Parcel parcel) {
    lock.lock();
    try {
      if (waiting.isFull() && !closing && !closed) {
        wantsDrained = true;
        startWriter();
        return false;
      }
      if (talk.note(parcel.event())) {
        add(parcel.event());
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void add(Event event) {
    if (!closed && !closing) {
      waiting.add(event);
    }
  }

  @Override
  public void flush() {
    lock.lock();
    try {
      startWriter();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void catchUp(long[] ids) {
    services.backlogReaders().read(() -> readBacklog(ids), connection::over);
  }

  private void readBacklog(long[] ids) throws IOException {
    services.journal().read(ids, this::addFromDisk);
    lock.lock();
    try {
      wantsDrained = true;
      startWriter();
    } finally {
      lock.unlock();
    }
  }

  private void addFromDisk(Event.Entry entry) {
    lock.lock();
    try {
      if (talk.note(entry)) {
        add(entry);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void decided(int requests) {
    underWay.decided(requests);
  }

  @Override
  public void signedOn() {
    signedOn = true;
  }

  @Override
  public boolean isSignedOn() {
    return signedOn;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      deliveries.clear(); // the connection has not lived on
      startWriter();
    } finally {
      lock.unlock();
    }
    talk.end(); // the writer may be in a pause still
  }

  @Override
  public void heard() throws InterruptedException {
    EntryId newest;
    lock.lock();
    try {
      heardAt = System.nanoTime();
      long nanos = MOMENT_NANOS; // it may be quicker than the thread that wrote what it answers
      while (writer.isMidway() && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      newest = deliveries.takeAll();
    } finally {
      lock.unlock();
    }
    acknowledge(newest);
  }

  private void acknowledge(@Nullable EntryId newest) throws InterruptedException {
    if (newest != null) {
      connection.ask(new Request.Ack(newest));
    }
  }

  @Override
  public void awaitRoom() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isFullOfAnswers() && !closing && !closed) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isStuckFor(Duration patience) {
    return writer.isStuckFor(patience);
  }

  @Override
  public void awaitClosed(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = patience.toNanos();
      while (!closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private void startWriter() {
    if (!writerRuns && !closed) {
      writerRuns = true;
      Thread.ofVirtual().name("recado-frames").start(this::write);
    } else {
      changed.signalAll();
    }
  }

  /** What the writing thread does next. */
  private sealed interface Turn {
    record Say(Event event) implements Turn {}

    record Acknowledge(EntryId upTo) implements Turn {}

    record TellDrained() implements Turn {}

    record BreakOff() implements Turn {}

    /** There is nothing to do: the thread ends. */
    record Rest() implements Turn {}
  }

  /** The writing thread. */
  private void write() {
    try {
      while (take(nextTurn())) {
        // until there is nothing to do
      }
    } catch (IOException expected) {
      breakOff(); // the peer is gone, or we have closed the socket
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      breakOff();
    } catch (RuntimeException e) {
      LOG.error("a connection's words failed; it is closed", e);
      breakOff();
    }
  }

  private Turn nextTurn() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        EntryId alive = deliveries.takeAlive(System.nanoTime());
        if (alive != null) {
          return new Turn.Acknowledge(alive);
        }
        Event event = closing ? waiting.pollAnswer() : waiting.poll();
        if (event != null) {
          changed.signalAll(); // there may be room now
          return new Turn.Say(event);
        }
        if (closing) {
          return new Turn.BreakOff();
        }
        if (wantsDrained) {
          wantsDrained = false;
          return new Turn.TellDrained();
        }
        if (deliveries.isEmpty()) {
          writerRuns = false;
          return new Turn.Rest();
        }
        long _ = changed.awaitNanos(deliveries.nanosToWait(System.nanoTime()));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether there is another turn. */
  private boolean take(Turn turn) throws IOException, InterruptedException {
    switch (turn) {
      case Turn.Say(Event event) -> say(event);
      case Turn.Acknowledge(EntryId upTo) -> acknowledge(upTo);
      case Turn.TellDrained _ -> connection.drained();
      case Turn.BreakOff _ -> {
        breakOff();
        return false;
      }
      case Turn.Rest _ -> {
        return false;
      }
    }
    return true;
  }

  private void say(Event event) throws IOException, InterruptedException {
    try {
      talk.tell(event, writer);
    } catch (RuntimeException e) {
      // of no use to try again: kept in the mailbox, it would end every connection to come
      LOG.error("an event could not be said, and is passed over", e);
    }
    if (noteSaid(event)) {
      acknowledge(((Event.Entry) event).id());
    }
  }

  /** Returns whether it was an entry, and the peer has said something since it was written. */
  private boolean noteSaid(Event event) {
    lock.lock();
    try {
      writer.said();
      changed.signalAll();
      if (closing || !(event instanceof Event.Entry entry)) {
        return false;
      }
      if (heardAt - writer.beganAt() >= 0) {
        return true;
      }
      deliveries.add(entry.id(), System.nanoTime());
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void breakOff() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      deliveries.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    talk.end();
    connection.over();
  }
}
