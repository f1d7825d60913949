package recado.server.net;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import recado.protocol.LineWriter;

/**
 * What is on its way to one peer. Adding never waits for the peer; a virtual thread writes, and
 * lives only while there is something to write. Thread-safe.
 *
 * <ul>
 *   <li>Everything there is goes out in one write, in the order added.
 *   <li>It holds at most its share of what all may hold ({@link Buffers#maxBytes}): a peer that
 *       lets more pile up is cut off, for it does not read what it asks for.
 *   <li>Beyond another share ({@link Buffers#fullBytes}) it is full: entries had better wait in the
 *       mailbox, and the peer's commands are not read.
 *   <li>{@code drained} runs, on the writer's thread, when all has been written and somebody had
 *       asked for that.
 * </ul>
 */
final class Outbox {
  private static final int SLICE_BYTES = 64 << 10;

  private final OutputStream out;
  private final Buffers buffers;
  private final Runnable drained;
  private final Runnable broken;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition roomier = lock.newCondition();

  private volatile long writingSince;

  /** What was added and has not been written. Changed under the lock alone. */
  private volatile int heldBytes;

  // Guarded by the lock.
  private @Nullable LineWriter adding;
  private int writingBytes;
  private boolean writerRuns;
  private boolean wantsDrained;
  private boolean closing;
  private boolean closed;

  /**
   * An outbox that writes to {@code out}.
   *
   * @param drained see above
   * @param broken run when writing has failed or the last byte has been written after {@link
   *     #close}
   */
  Outbox(OutputStream out, Buffers buffers, Runnable drained, Runnable broken) {
    this.out = out;
    this.buffers = buffers;
    this.drained = drained;
    this.broken = broken;
  }

  /**
   * Adds {@code bytes[0, length)}; returns false if the peer is cut off for having let too much
   * pile up.
   */
  boolean add(byte[] bytes, int length) {
    lock.lock();
    try {
      if (closed || closing) {
        return true; // nobody will see it, and nobody needs to know
      }
      if (heldBytes + length > buffers.maxBytes()) {
        return false;
      }
      put(bytes, length);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds all these bytes and lets them out; the buffer is the outbox's from now on. Returns false
   * as {@link #add(byte[], int)} does.
   */
  boolean send(LineWriter bytes) {
    lock.lock();
    try {
      if (closed || closing || heldBytes + bytes.length() > buffers.maxBytes()) {
        buffers.giveBack(bytes);
        return closed || closing;
      }
      if (adding == null) {
        adding = bytes;
        noteHeld();
      } else {
        put(bytes.buffer(), bytes.length());
        buffers.giveBack(bytes);
      }
      startWriter();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void put(byte[] bytes, int length) {
    if (adding == null) {
      adding = buffers.take();
    }
    adding.put(bytes, 0, length);
    noteHeld();
  }

  private void noteHeld() {
    int before = heldBytes;
    int after = addedBytes() + writingBytes;
    heldBytes = after;
    if (after != before) {
      buffers.noteHeld(after - before);
    }
  }

  private int addedBytes() {
    return adding == null ? 0 : adding.length();
  }

  /** How much it holds. Any thread may look; only who holds the lock can be sure. */
  int heldBytes() {
    return heldBytes;
  }

  /** Whether it is full; then {@code drained} runs in time. */
  boolean refuses() {
    lock.lock();
    try {
      if (isFull() && !closed && !closing) {
        wantsDrained = true;
        startWriter();
        return true;
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    int held = heldBytes;
    return held > 0 && held >= buffers.fullBytes();
  }

  /** Asks for {@code drained} when everything added so far has been written. */
  void flushThenDrained() {
    lock.lock();
    try {
      wantsDrained = true;
      startWriter();
    } finally {
      lock.unlock();
    }
  }

  private void startWriter() {
    if (!writerRuns && !closed) {
      writerRuns = true;
      Thread.startVirtualThread(this::write);
    }
  }

  /** Waits while it is full: a peer that does not read is not read from either. */
  void awaitRoom() throws InterruptedException {
    if (!isFull()) {
      return; // without the lock, as nearly always
    }
    lock.lockInterruptibly();
    try {
      while (isFull() && !closed) {
        roomier.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds a last word, whatever the limit, and closes. */
  void closeWith(byte[] lastWord) {
    lock.lock();
    try {
      if (!closing && !closed) {
        put(lastWord, lastWord.length);
      }
    } finally {
      lock.unlock();
    }
    close();
  }

  /** Writes what was added, then is broken on purpose. */
  void close() {
    lock.lock();
    try {
      closing = true;
      startWriter();
    } finally {
      lock.unlock();
    }
  }

  /** Whether one write has lasted for so long: the peer has stopped reading. */
  boolean isStuckFor(long nanos) {
    lock.lock();
    try {
      return writingBytes > 0 && System.nanoTime() - writingSince > nanos;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it is closed and everything has been written, but not for long. */
  void awaitClosed(long timeout, TimeUnit unit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = unit.toNanos(timeout);
      while (!closed && nanos > 0) {
        nanos = roomier.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The writer's thread. */
  private void write() {
    try {
      while (takeTurn()) {
        // until there is nothing to do
      }
    } catch (IOException expected) {
      breakOff(); // the peer is gone, or we have closed the socket
    }
  }

  /** Writes all there is, or tells that it has been written; false if there was nothing to do. */
  private boolean takeTurn() throws IOException {
    LineWriter bytes;
    boolean last = false;
    lock.lock();
    try {
      writingBytes = addedBytes();
      bytes = writingBytes == 0 ? null : adding;
      adding = null;
      noteHeld();
      if (writingBytes > 0) {
        writingSince = System.nanoTime();
      } else {
        roomier.signalAll();
        last = closing; // and stays the one writer, so that it breaks off once
        if (!last && !wantsDrained) {
          writerRuns = false;
          return false;
        }
        wantsDrained = false;
      }
    } finally {
      lock.unlock();
    }
    if (bytes != null) {
      writeInSlices(bytes);
      buffers.giveBack(bytes);
    } else if (last) {
      breakOff();
      return false;
    } else {
      drained.run();
    }
    return true;
  }

  /** A peer that takes a little at a time is slow, not stuck. */
  private void writeInSlices(LineWriter bytes) throws IOException {
    for (int from = 0; from < bytes.length(); from += SLICE_BYTES) {
      out.write(bytes.buffer(), from, Math.min(SLICE_BYTES, bytes.length() - from));
      writingSince = System.nanoTime();
    }
  }

  private void breakOff() {
    lock.lock();
    try {
      closed = true;
      adding = null;
      writingBytes = 0;
      noteHeld();
      roomier.signalAll();
    } finally {
      lock.unlock();
    }
    broken.run();
  }
}
