package recado.client.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PausesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theyGrowToHalfAMinuteAndBeginAnew(long seed) {
    Pauses pauses = new Pauses(new Random(seed));
    Duration longest = Duration.ofMillis(500);
    for (int i = 0; i < 20; i++) {
      Duration pause = pauses.next();
      assertTrue(pause.compareTo(longest) <= 0, pause + " is at most " + longest);
      assertTrue(pause.compareTo(longest.multipliedBy(2).dividedBy(3)) >= 0, "and not much less");
      longest = longest.multipliedBy(2);
      longest = longest.compareTo(Duration.ofSeconds(30)) < 0 ? longest : Duration.ofSeconds(30);
    }
    pauses.reset();
    assertTrue(pauses.next().compareTo(Duration.ofMillis(500)) <= 0);
  }
}
