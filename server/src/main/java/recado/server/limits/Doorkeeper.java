package recado.server.limits;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.server.limits.Refusals.Reason;

/**
 * Says who may come in: one for all ports of a server. Times are of {@link System#nanoTime}.
 * Thread-safe.
 */
public final class Doorkeeper {
  private final ConnectionLimits limits;
  private final Refusals refusals = new Refusals();
  private final LoginGuard loginGuard;
  private final TokenBuckets newConnections;
  private final TokenBuckets registrations;
  private final TokenBucket guestRequests; // guarded by itself

  // Guarded by this.
  private final Map<InetAddress, Integer> inside = new HashMap<>();
  private int connections;

  /** With nobody inside. */
  public Doorkeeper(ConnectionLimits limits) {
    this.limits = limits;
    loginGuard = new LoginGuard(limits.freeFailures(), limits.longestDelay());
    newConnections = new TokenBuckets(limits.connectionRate());
    registrations = new TokenBuckets(limits.registrationRate());
    guestRequests = new TokenBucket(limits.guestRate(), System.nanoTime());
  }

  /** What it goes by. */
  public ConnectionLimits limits() {
    return limits;
  }

  /** Who was sent away. */
  public Refusals refusals() {
    return refusals;
  }

  /** Who tries passwords. */
  public LoginGuard loginGuard() {
    return loginGuard;
  }

  /**
   * Somebody is at the door.
   *
   * @return null if they may come in, and then {@link #left} must follow; else why not
   */
  public @Nullable Reason admit(InetAddress address, long now) {
    Reason reason = judge(Addresses.block(address), now);
    if (reason != null) {
      refusals.count(reason);
    }
    return reason;
  }

  private synchronized @Nullable Reason judge(InetAddress block, long now) {
    int before = inside.getOrDefault(block, 0);
    if (before >= limits.connectionsPerAddress()) {
      return Reason.CONNECTIONS_OF_ADDRESS;
    }
    if (!newConnections.take(block, now)) {
      return Reason.CONNECTION_RATE;
    }
    if (connections >= limits.connections()) {
      return Reason.CONNECTIONS;
    }
    inside.put(block, before + 1);
    connections++;
    return null;
  }

  /** Somebody who was admitted has left. */
  public synchronized void left(InetAddress address) {
    connections--;
    inside.computeIfPresent(Addresses.block(address), (_, count) -> count == 1 ? null : count - 1);
  }

  /** How many are inside. */
  public synchronized int connections() {
    return connections;
  }

  /**
   * Somebody who has not logged in asks for something: returns how long they wait, in nanoseconds.
   * All of them share what there is, in turn, so that those who are inside never notice them.
   */
  public long delayOfGuest(long now) {
    synchronized (guestRequests) {
      return guestRequests.reserve(now);
    }
  }

  /** Whether one more account may be made from there now. */
  public boolean mayRegister(InetAddress address, long now) {
    return registrations.take(Addresses.block(address), now);
  }
}
