package recado.client.desk;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import recado.protocol.Event;
import recado.protocol.Request;

/**
 * The end of a client that reads from a pipe: when everything is sent, a last question whose answer
 * proves that all others were answered. Owned by the desk's thread; somebody else waits for {@link
 * #done}.
 */
final class Drain {
  /** So long may nothing at all come from the server. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String LAST = "last";

  private final CompletableFuture<Boolean> done;
  private long progressAt;
  private boolean asked;
  private boolean failed;

  Drain(CompletableFuture<Boolean> done, long now) {
    this.done = done;
    progressAt = now;
  }

  void progress(long now) {
    progressAt = now;
  }

  void messageRefused() {
    failed = true;
  }

  void sessionLost() {
    asked = false;
  }

  /** Asks the last question, if all is sent that the server takes now. */
  void check(Session session, Outgoing outgoing) {
    if (!asked && session.isReady() && outgoing.hasOnlyHeld()) {
      asked = true;
      session.send(new Request.Ping(LAST));
    }
  }

  void take(Event.Pong pong, Outgoing outgoing) {
    if (asked && pong.token().equals(LAST)) {
      done.complete(!failed && outgoing.count() == 0);
    }
  }

  void tick(long now) {
    if (nanosToTick(now) <= 0) {
      done.complete(false);
    }
  }

  long nanosToTick(long now) {
    return done.isDone() ? Long.MAX_VALUE : progressAt + PATIENCE.toNanos() - now;
  }
}
