package recado.server.net;

import java.time.Duration;
import recado.server.postoffice.Outlet;

/** What one connection is told, as its session sees it. */
interface PeerOutlet extends Outlet {
  /** Whether a session has begun. */
  boolean isSignedOn();

  /** The peer has said something. Called by the reading thread. */
  default void heard() throws InterruptedException {}

  /** Waits while it is full: a peer that does not read is not read from either. */
  void awaitRoom() throws InterruptedException;

  /** Whether one write has lasted for so long: the peer does not take what it is sent. */
  boolean isStuckFor(Duration patience);

  /** Waits until it is closed and everything has been written, but not for long. */
  void awaitClosed(Duration patience) throws InterruptedException;
}
