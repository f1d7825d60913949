package recado.server.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private static int takeAll(TokenBucket bucket, long now) {
    int taken = 0;
    while (taken < 100_000 && bucket.take(now)) {
      taken++;
    }
    return taken;
  }

  /** The clock may be anywhere, and may be about to wrap around. */
  @ParameterizedTest
  @ValueSource(longs = {0, -5, 1_000_000_000_000L, Long.MAX_VALUE - 10, Long.MIN_VALUE})
  void givesABurstAndThenTheRate(long start) {
    TokenBucket bucket = new TokenBucket(Rate.parse("60/m"), start);
    assertEquals(60, takeAll(bucket, start));
    assertEquals(0, takeAll(bucket, start + SECOND - 1));
    assertEquals(1, takeAll(bucket, start + SECOND));
    assertEquals(10, takeAll(bucket, start + 11 * SECOND));
  }

  @Test
  void neverHoldsMoreThanABurst() {
    TokenBucket bucket = new TokenBucket(Rate.parse("3/s"), 0);
    takeAll(bucket, 0);
    assertEquals(3, takeAll(bucket, 1000 * SECOND));
  }

  @Test
  void askingInVainCostsNothing() {
    TokenBucket bucket = new TokenBucket(Rate.parse("2/s"), 0);
    takeAll(bucket, 0);
    for (int i = 0; i < 1000; i++) {
      bucket.take(0);
    }
    assertEquals(2, takeAll(bucket, SECOND));
  }

  @Test
  void unlimitedIsUnlimited() {
    assertEquals(100_000, takeAll(new TokenBucket(Rate.UNLIMITED, 0), 0));
  }

  /** Two threads look at the clock, and the later one comes first. */
  @Test
  void unlimitedIsUnlimitedWhereTimeGoesBack() {
    TokenBucket bucket = new TokenBucket(Rate.UNLIMITED, 0);
    assertTrue(bucket.take(SECOND));
    assertTrue(bucket.take(SECOND - 1));
    assertEquals(0, bucket.reserve(SECOND - 2));
  }
}
