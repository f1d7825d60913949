package recado.server.simulation;

import java.util.random.RandomGenerator;

/** Decides at which disk operation or effect the server dies. */
final class SimulatedFuse {
  private static final int NEVER = Integer.MAX_VALUE;

  private final RandomGenerator random;
  private int left = NEVER;
  private boolean burnt;

  SimulatedFuse(RandomGenerator random) {
    this.random = random;
  }

  /** Burns down at one of the next operations. */
  void light(int operations) {
    left = 1 + random.nextInt(operations);
  }

  /** A new life begins: nothing is going to happen to it for now. */
  void putOut() {
    left = NEVER;
    burnt = false;
  }

  /** One operation; the dead do no more of them. */
  void tick() {
    if (burnt) {
      throw new SimulatedCrash();
    }
    if (left != NEVER && --left <= 0) {
      burnt = true;
      throw new SimulatedCrash();
    }
  }

  boolean isBurnt() {
    return burnt;
  }

  void burn() {
    burnt = true;
  }
}
