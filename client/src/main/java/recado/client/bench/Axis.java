package recado.client.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import recado.client.texts.Language;

/**
 * One axis of a chart, linear or logarithmic, which ends at round values.
 *
 * @param ticks the values that are labelled, ascending; the first and the last are its ends
 */
record Axis(String label, boolean logarithmic, List<Double> ticks) {
  private static final int ABOUT_TICKS = 6;
  private static final List<Double> ROUND = List.of(1.0, 2.0, 5.0, 10.0);

  /** From 0 to just above the greatest of these. */
  static Axis linear(String label, List<Double> values) {
    double max = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double step = roundUp(Math.max(max, 1e-9) / ABOUT_TICKS);
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i == 0 || ticks.getLast() < max; i++) {
      ticks.add(i * step);
    }
    return new Axis(label, false, ticks);
  }

  /** From just below the least of these, which must be positive, to just above the greatest. */
  static Axis logarithmic(String label, List<Double> values) {
    double min = values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    double max = values.stream().mapToDouble(Double::doubleValue).max().orElse(10);
    boolean wide = max / min > 1e4;
    List<Double> ticks = new ArrayList<>();
    ticks.add(roundDown(min));
    while (ticks.getLast() < max || ticks.size() < 2) {
      double next = roundUp(ticks.getLast() * 1.5);
      ticks.add(wide ? Math.pow(10, Math.floor(Math.log10(ticks.getLast()) + 1e-9) + 1) : next);
    }
    return new Axis(label, true, ticks);
  }

  /** The next 1, 2 or 5 times a power of ten. */
  private static double roundUp(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    return ROUND.stream().filter(r -> r * power >= value * 0.999_999).findFirst().orElse(10.0)
        * power;
  }

  private static double roundDown(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    return ROUND.reversed().stream()
            .filter(r -> r * power <= value * 1.000_001)
            .findFirst()
            .orElse(1.0)
        * power;
  }

  /** Where a value lies: 0 at the beginning, 1 at the end. */
  double position(double value) {
    double from = scaled(ticks.getFirst());
    return (scaled(value) - from) / (scaled(ticks.getLast()) - from);
  }

  private double scaled(double value) {
    return logarithmic ? Math.log10(value) : value;
  }

  /** {@code 1,000} or {@code 0.5}, or as the language in use has it. */
  static String format(double value) {
    Locale locale = Language.inUse().locale();
    return Math.abs(value - Math.rint(value)) < 1e-9
        ? String.format(locale, "%,.0f", value)
        : String.format(locale, "%.3g", value).replaceFirst("0+$", "");
  }
}
