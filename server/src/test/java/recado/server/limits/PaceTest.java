package recado.server.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import recado.server.limits.Pace.Verdict;

class PaceTest {
  @Test
  void whoIsTooFastIsToldSoBeforeBeingLetGo() {
    Pace pace = new Pace(Rate.parse("5/h"), System.nanoTime());
    for (Verdict verdict : Verdict.values()) {
      for (int i = 0; i < 5; i++) {
        assertEquals(verdict, pace.judge());
      }
    }
  }

  @Test
  void withoutALimitEverythingIsFine() {
    Pace pace = new Pace(Rate.UNLIMITED, System.nanoTime());
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (int i = 0; i < 100_000; i++) {
      verdicts.merge(pace.judge(), 1, Integer::sum);
    }
    assertEquals(Map.of(Verdict.FINE, 100_000), verdicts);
  }
}
