package recado.client.terminal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import recado.client.desk.Standing;

/**
 * How it stands with the server, handed from the desk's thread to the keyboard's. When the password
 * is wanted the keyboard's thread, which may be waiting for a key for hours, is interrupted.
 */
public final class Standings {
  /** Nobody asks for more than the first ones. */
  private static final int MOST_KEPT = 16;

  private final Runnable interrupt;
  private final BlockingQueue<Standing> changes = new ArrayBlockingQueue<>(MOST_KEPT);
  private final ReentrantLock lock = new ReentrantLock();
  private boolean passwordWanted; // guarded by the lock, with the interrupt that goes with it

  /** Of a keyboard that can be interrupted like this. */
  public Standings(Runnable interrupt) {
    this.interrupt = interrupt;
  }

  /** It has changed. The desk's thread. */
  public void changed(Standing standing) {
    if (standing == Standing.SIGNED_OUT) {
      lock.lock();
      try {
        passwordWanted = true;
        interrupt.run();
      } finally {
        lock.unlock();
      }
    }
    var _ = changes.offer(standing);
  }

  /** The next change, if there is one in this time. */
  public Optional<Standing> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(changes.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Whether the password has to be asked for. */
  public boolean isPasswordWanted() {
    lock.lock();
    try {
      return passwordWanted;
    } finally {
      lock.unlock();
    }
  }

  /** The same; whoever gets true has to ask. The interrupt that came with it is settled then. */
  public boolean takePasswordWanted() {
    lock.lock();
    try {
      boolean wanted = passwordWanted;
      if (wanted) {
        passwordWanted = false;
        Thread.interrupted();
      }
      return wanted;
    } finally {
      lock.unlock();
    }
  }
}
