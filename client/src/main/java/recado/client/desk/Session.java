package recado.client.desk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import recado.client.local.Account;
import recado.client.net.Connection;
import recado.protocol.Request;
import recado.protocol.Secret;

/**
 * The conversation with the server itself: who we are, and whether it is still there. Owned by the
 * desk's thread; times are of {@link System#nanoTime}.
 */
final class Session {
  /** After so much silence the server is asked for a sign of life … */
  private static final Duration QUIET = Duration.ofSeconds(30);

  /** … for which it has so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final String ALIVE = "alive";

  private Account account;
  private @Nullable Connection connection;
  private boolean ready;
  private long heardAt;
  private boolean asked; // for a sign of life
  private boolean leaving;
  private boolean lossSaid;

  Session(Account account) {
    this.account = account;
  }

  Account account() {
    return account;
  }

  void account(Account changed) {
    account = changed;
  }

  /** Whether the person has to be told that there is no session: true once for each time. */
  boolean hasToSayLoss() {
    boolean first = !lossSaid;
    lossSaid = true;
    return first;
  }

  /** There is a session, or the person wants to know it again: the next loss is news. */
  void lossIsNews() {
    lossSaid = false;
  }

  /** Begins a session on a new connection. */
  void begin(Connection fresh, long now) {
    connection = fresh;
    ready = false;
    heard(now);
    Secret token = account.token();
    if (token != null) {
      fresh.send(new Request.Resume(account.user(), account.device(), token));
    }
  }

  /** All that waited for this device is here. */
  void ready() {
    ready = true;
  }

  boolean isReady() {
    return ready;
  }

  boolean isConnected() {
    return connection != null;
  }

  void heard(long now) {
    heardAt = now;
    asked = false;
  }

  /** Puts a request on the wire; it is lost if there is no connection. */
  void send(Request request) {
    if (connection != null) {
      connection.send(request);
    }
  }

  void flush() {
    if (connection != null) {
      connection.flush();
    }
  }

  void tick(long now) {
    if (connection == null || nanosToTick(now) > 0) {
      return;
    }
    if (asked) {
      connection.close(); // its reader tells the rest
      heard(now);
    } else {
      asked = true;
      send(new Request.Ping(ALIVE));
    }
  }

  /** When {@link #tick} has something to do next, in nanoseconds from now. */
  long nanosToTick(long now) {
    if (connection == null) {
      return Long.MAX_VALUE;
    }
    Duration limit = asked ? QUIET.plus(PATIENCE) : QUIET;
    return heardAt + limit.toNanos() - now;
  }

  /** Says goodbye: whatever happens to the connection now is no news. */
  void leave() {
    leaving = true;
    send(new Request.Quit());
  }

  boolean isLeaving() {
    return leaving;
  }

  /** Hangs up; the connection's reader tells when it is over. */
  void hangUp() {
    if (connection != null) {
      connection.close();
    }
  }

  /** The connection is gone. */
  void end() {
    connection = null;
    ready = false;
  }
}
