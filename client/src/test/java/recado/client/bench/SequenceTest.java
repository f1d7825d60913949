package recado.client.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import recado.client.bench.Sequence.Arrival;

final class SequenceTest {
  private final Sequence sequence = new Sequence();

  @Test
  void everyMessageOnceAndInOrderIsAllRight() {
    for (int i = 0; i < 10; i++) {
      assertEquals(Arrival.IN_ORDER, sequence.arrived(i));
    }
    assertEquals(0, sequence.missing());
  }

  @Test
  void whatIsSkippedIsMissingUntilItComes() {
    assertEquals(Arrival.AFTER_A_GAP, sequence.arrived(2));
    assertEquals(2, sequence.missing());
    assertEquals(Arrival.LATE, sequence.arrived(0));
    assertEquals(Arrival.AGAIN, sequence.arrived(0));
    assertEquals(1, sequence.missing());
    assertEquals(Arrival.IN_ORDER, sequence.arrived(3));
    assertEquals(4, sequence.next());
  }

  @Test
  void whatWasThereIsADuplicate() {
    sequence.arrived(0);
    sequence.arrived(1);
    assertEquals(Arrival.AGAIN, sequence.arrived(0));
    assertEquals(Arrival.AGAIN, sequence.arrived(1));
    assertEquals(2, sequence.next());
  }
}
