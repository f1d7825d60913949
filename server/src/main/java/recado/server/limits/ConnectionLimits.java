package recado.server.limits;

import java.time.Duration;

/**
 * What connections may take.
 *
 * @param connections so many in all
 * @param connectionsPerAddress so many from one address (of IPv6: from one /64)
 * @param connectionRate new ones from one address
 * @param loginTime after so long without a login, a connection is ended
 * @param idleTime after so long without a word a peer is asked for a sign of life; after twice so
 *     long without an answer it is let go
 * @param registrationRate new accounts from one address
 * @param guestRate requests of all together who have not logged in; those beyond it wait
 * @param requestRate requests of one connection, those left out that only answer the server
 * @param freeFailures so many wrong passwords before the next has to wait
 * @param longestDelay so long at most
 * @param outboxBytes what may be on its way to all peers together
 */
public record ConnectionLimits(
    int connections,
    int connectionsPerAddress,
    Rate connectionRate,
    Duration loginTime,
    Duration idleTime,
    Rate registrationRate,
    Rate guestRate,
    Rate requestRate,
    int freeFailures,
    Duration longestDelay,
    long outboxBytes) {
  /** What is meant to be there always: without it anybody could end the server. */
  public static final long DEFAULT_OUTBOX_BYTES = Runtime.getRuntime().maxMemory() / 8;

  /** No limit on rates and counts; memory stays bounded, and the dead are let go. */
  public static final ConnectionLimits NONE =
      new ConnectionLimits(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Rate.UNLIMITED,
          Duration.ofDays(10_000),
          Duration.ofMinutes(3),
          Rate.UNLIMITED,
          Rate.UNLIMITED,
          Rate.UNLIMITED,
          Integer.MAX_VALUE,
          Duration.ZERO,
          DEFAULT_OUTBOX_BYTES);

  /** The same with these. */
  public ConnectionLimits with(Duration otherIdleTime, long otherOutboxBytes) {
    return new ConnectionLimits(
        connections,
        connectionsPerAddress,
        connectionRate,
        loginTime,
        otherIdleTime,
        registrationRate,
        guestRate,
        requestRate,
        freeFailures,
        longestDelay,
        otherOutboxBytes);
  }
}
