package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LongRingTest {
  @Test
  void hasNothingAtFirst() {
    LongRing ring = new LongRing(64);
    assertEquals(0, ring.floor(Long.MAX_VALUE));
    assertFalse(ring.contains(0));
    assertFalse(ring.isFull());
  }

  @Test
  void keepsTheLastFew() {
    LongRing ring = new LongRing(8);
    for (long number = 1; number <= 8; number++) {
      assertFalse(ring.isFull());
      ring.add(number);
    }
    assertTrue(ring.isFull() && ring.contains(1));
    ring.add(9);
    assertTrue(ring.isFull() && ring.contains(2) && ring.contains(9));
    assertFalse(ring.contains(1));
    assertEquals(0, ring.floor(1));
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void behavesLikeAnOrdinarySetOfTheLastFew(long seed) {
    Random random = new Random(seed);
    int capacity = 1 << random.nextInt(2, 8);
    LongRing ring = new LongRing(capacity);
    TreeSet<Long> model = new TreeSet<>();
    long last = 0;
    for (int step = 0; step < 1_000; step++) {
      last += random.nextLong(1, 5);
      ring.add(last);
      model.add(last);
      if (model.size() > capacity) {
        model.removeFirst();
      }
      long number = random.nextLong(1, last + 3);
      Long floor = model.floor(number);
      assertEquals(floor == null ? 0 : floor, ring.floor(number));
      assertEquals(model.contains(number), ring.contains(number));
      assertEquals(model.size() == capacity, ring.isFull());
      assertEquals(model.first(), ring.first());
    }
  }
}
