package recado.server.dialect.zap;

import org.jspecify.annotations.Nullable;

/**
 * Who the client of a connection is. An id is claimed when the client says it, so that nobody else
 * can sign on with it, and given back when the server does not agree. Thread-safe.
 */
final class Self {
  private final Switchboard switchboard;
  private final ZapTalk talk;
  private @Nullable ZapId id;
  private boolean registering;
  private boolean signedOn;

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
    return !signedOn && (registering || id != null);
  }

  synchronized void register() {
    registering = true;
  }

  synchronized boolean isRegistering() {
    return registering;
  }

  /** Takes an id; false if another connection has it. */
  synchronized boolean claim(ZapId claimed) {
    if (!switchboard.claim(claimed, talk)) {
      return false;
    }
    id = claimed;
    return true;
  }

  /** The session has begun; returns who it is of. */
  synchronized ZapId signedOn() {
    ZapId mine = id;
    if (mine == null) {
      throw new IllegalStateException("a session of nobody");
    }
    signedOn = true;
    registering = false;
    return mine;
  }

  /** Signing on has failed, or the connection has ended. */
  synchronized void giveUp() {
    if (id != null) {
      switchboard.release(id, talk);
      id = null;
    }
    registering = false;
    signedOn = false;
  }
}
