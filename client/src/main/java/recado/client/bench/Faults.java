package recado.client.bench;

/**
 * How often the server broke its promises.
 *
 * @param lost messages that did not come
 * @param duplicates messages that came again
 * @param outOfOrder messages that came after a later one of the same sender
 * @param strange messages and answers that belong to nothing
 */
record Faults(long lost, long duplicates, long outOfOrder, long strange) {
  static final Faults NONE = new Faults(0, 0, 0, 0);

  Faults plus(Faults other) {
    return new Faults(
        lost + other.lost,
        duplicates + other.duplicates,
        outOfOrder + other.outOfOrder,
        strange + other.strange);
  }

  boolean any() {
    return !equals(NONE);
  }
}
