package recado.client.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The first thing that went wrong. Any thread may ring; the main thread waits here and nowhere
 * else, so that no trouble finds it asleep.
 */
final class Alarm {
  private final CompletableFuture<Void> rung = new CompletableFuture<>();

  void ring(BenchException why) {
    rung.completeExceptionally(why);
  }

  /**
   * Returns when this time has passed.
   *
   * @throws BenchException at once if anything went wrong, now or before
   */
  void pause(Duration time) throws BenchException {
    try {
      rung.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException expected) {
      // Nothing went wrong: this is the way it should end.
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BenchException why
          ? why
          : new BenchException(Saying.BUG.text(e.getCause()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new BenchException(Saying.INTERRUPTED.text());
    }
  }
}
