package recado.client.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AxisTest {
  @Test
  void aLinearAxisBeginsAtZeroAndEndsAtARoundValue() {
    assertEquals(
        List.of(0.0, 20.0, 40.0, 60.0, 80.0, 100.0), Axis.linear("", List.of(93.0)).ticks());
    assertEquals(0.5, Axis.linear("", List.of(93.0)).position(50), 1e-9);
  }

  @Test
  void aLogarithmicAxisHoldsAllValuesBetweenRoundOnes() {
    Axis axis = Axis.logarithmic("", List.of(3.0, 40.0));
    assertEquals(List.of(2.0, 5.0, 10.0, 20.0, 50.0), axis.ticks());
    assertEquals(0, axis.position(2), 1e-9);
    assertEquals(0.5, axis.position(10), 1e-9);
  }

  @Test
  void aWideLogarithmicAxisHasPowersOfTen() {
    Axis axis = Axis.logarithmic("", List.of(1.0, 90_000.0));
    assertEquals(List.of(1.0, 10.0, 100.0, 1_000.0, 10_000.0, 100_000.0), axis.ticks());
  }

  @Test
  void oneValueIsEnough() {
    assertEquals(2, Axis.logarithmic("", List.of(7.0)).ticks().size());
    assertEquals(2, Axis.logarithmic("", List.of(1.0)).ticks().size());
  }

  @Test
  void numbersAreWrittenShortly() {
    assertEquals("1,000,000", Axis.format(1e6));
    assertEquals("0.5", Axis.format(0.5));
    assertEquals("0", Axis.format(0));
  }
}
