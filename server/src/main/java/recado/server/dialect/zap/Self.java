package recado.server.dialect.zap;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who the client of a connection is. An id is claimed when the client says it, so that nobody else
 * can sign on with it, and given back when the server does not agree. Thread-safe.
 */
final class Self {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Switchboard switchboard;
  private final ZapTalk talk;
  private @Nullable ZapId id;
  private boolean registering;
  private boolean signedOn;
  private boolean ended;

  Self(Switchboard switchboard, ZapTalk talk) {
    this.switchboard = switchboard;
    this.talk = talk;
  }

  /** Whether the client is this one, or has said so and not been told otherwise. */
  synchronized boolean is(ZapId other) {
    return other.equals(id);
  }

  synchronized boolean isSignedOn() {
    return signedOn;
  }

  /** Whether an answer to {@code 01} or {@code 03} is on its way. */
  synchronized boolean isSigningOn() {
    return !signedOn && !ended && (registering || id != null);
  }

  /** Whether the client is somebody, or is about to be. */
  synchronized boolean isSomebody() {
    return signedOn || registering || id != null;
  }

  /** Waits for that answer, if there is to be one. */
  synchronized void awaitDecision() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (long left = PATIENCE.toNanos(); isSigningOn() && left > 0; ) {
      wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      left = deadline - System.nanoTime();
    }
  }

  synchronized void register() {
    registering = true;
  }

  synchronized boolean isRegistering() {
    return registering;
  }

  /** Takes an id; false if another connection has it. */
  boolean claim(ZapId claimed) throws InterruptedException {
    if (!switchboard.claim(claimed, talk)) {
      return false;
    }
    synchronized (this) {
      if (!ended) {
        id = claimed;
        return true;
      }
    }
    switchboard.release(claimed, talk);
    return false;
  }

  /** The session has begun; returns who it is of. */
  synchronized ZapId signedOn() {
    ZapId mine = id;
    if (mine == null) {
      throw new IllegalStateException("a session of nobody");
    }
    signedOn = true;
    registering = false;
    notifyAll();
    return mine;
  }

  /** The connection has ended: what it claims from now on is nobody's. */
  synchronized void end() {
    ended = true;
    giveUp();
  }

  /** Signing on has failed. */
  synchronized void giveUp() {
    if (id != null) {
      switchboard.release(id, talk);
      id = null;
    }
    registering = false;
    signedOn = false;
    notifyAll();
  }
}
