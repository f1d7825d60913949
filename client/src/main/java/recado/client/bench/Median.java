package recado.client.bench;

import java.util.List;

/** The middle one of some values, which a single disturbance does not move. */
final class Median {
  private Median() {}

  /** Of at least one value. */
  static double of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
