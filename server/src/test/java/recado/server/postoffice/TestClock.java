package recado.server.postoffice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Stands still until it is told to go on. */
final class TestClock implements InstantSource {
  private final AtomicLong millis = new AtomicLong(1_000);

  void advance(Duration time) {
    millis.addAndGet(time.toMillis());
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis.get());
  }
}
