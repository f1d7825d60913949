package recado.server.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  @Test
  void isReadAsItIsWritten() {
    assertEquals(new Rate(5, Duration.ofSeconds(1)), Rate.parse("5/s"));
    assertEquals(new Rate(1800, Duration.ofMinutes(1)), Rate.parse("1800/m"));
    assertEquals(new Rate(300, Duration.ofHours(1)), Rate.parse("300/h"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "/s", "0/s", "-1/s", "5/d", "5 /s", "5/s ", "9999999999/s"})
  void whatIsNoRateIsSaid(String written) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Rate.parse(written));
    assertTrue(String.valueOf(e.getMessage()).contains("N/s, N/m or N/h"));
  }
}
