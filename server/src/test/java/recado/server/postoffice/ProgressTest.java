package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static recado.protocol.DeliveryState.DELIVERED;
import static recado.protocol.DeliveryState.PENDING;
import static recado.protocol.DeliveryState.READ;

import org.junit.jupiter.api.Test;

final class ProgressTest {
  private final Progress progress = new Progress();

  @Test
  void everythingIsPendingAtFirst() {
    assertEquals(0, progress.upTo(DELIVERED));
    assertEquals(0, progress.upTo(READ));
    assertEquals(PENDING, progress.stateOf(1));
    assertEquals(0, progress.timeOf(PENDING, 1));
    assertEquals(0, progress.timeOf(DELIVERED, 1));
  }

  @Test
  void eachMessageHasItsStateAndWhenItCameToIt() {
    progress.advance(DELIVERED, 10, 1_000);
    progress.advance(READ, 10, 2_000);
    progress.advance(DELIVERED, 20, 3_000);
    assertEquals(READ, progress.stateOf(10));
    assertEquals(DELIVERED, progress.stateOf(11));
    assertEquals(DELIVERED, progress.stateOf(20));
    assertEquals(PENDING, progress.stateOf(21));
    assertEquals(1_000, progress.timeOf(DELIVERED, 10));
    assertEquals(2_000, progress.timeOf(READ, 7));
    assertEquals(3_000, progress.timeOf(DELIVERED, 11));
    assertEquals(0, progress.timeOf(DELIVERED, 21));
    assertEquals(0, progress.timeOf(READ, 11));
  }

  @Test
  void whatWasReadNeedNotHaveBeenAcknowledged() {
    progress.advance(READ, 10, 1_000);
    assertEquals(READ, progress.stateOf(10));
    assertEquals(0, progress.upTo(DELIVERED));
  }

  @Test
  void ofTheTimesOnlyTheLastFewAreKept() {
    for (int step = 1; step <= 100; step++) {
      progress.advance(DELIVERED, 10L * step, 1_000L * step);
    }
    assertEquals(16, progress.stepsOf(DELIVERED).size());
    assertEquals(1_000, progress.upTo(DELIVERED));
    assertEquals(100_000, progress.timeOf(DELIVERED, 995));
    assertEquals(85_000, progress.timeOf(DELIVERED, 1), "that of the oldest that is kept");
    assertEquals(DELIVERED, progress.stateOf(1));
  }

  @Test
  void goesOnFromWhatWasRestored() {
    progress.advance(DELIVERED, 10, 1_000);
    progress.advance(READ, 5, 1_500);
    Progress restored = new Progress();
    restored.restore(DELIVERED, progress.stepsOf(DELIVERED));
    restored.restore(READ, progress.stepsOf(READ));
    restored.advance(DELIVERED, 20, 2_000);
    assertEquals(READ, restored.stateOf(5));
    assertEquals(1_000, restored.timeOf(DELIVERED, 10));
    assertEquals(2_000, restored.timeOf(DELIVERED, 20));
  }
}
