package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server's domain under a simulator in which it dies thousands of times. */
@Timeout(7_200)
@Tag("simulation") // not yet a part of every build: see docs/reliability.md
final class SimulationTest {
  private static final int SEEDS = 4_000;
  private static final int SEEDS_AT_ONCE = 100;
  private static final int SEEDS_TO_FIND_A_MISTAKE = 100;
  private static final int SEEDS_OF_DAMAGE = 400;
  private static final String REPLAY =
      "\nto replay it: mvn -pl protocol,server -am test -Dtest=SimulationTest"
          + " -Drecado.simulation.seed=";

  static {
    // thousands of torn lines are not worth a warning each
    System.setProperty("org.slf4j.simpleLogger.log.recado.server.store.files", "off");
    System.setProperty("org.slf4j.simpleLogger.log.recado.server.postoffice.PostOffice", "off");
  }

  @Test
  void keepsEveryPromiseWhereverItDies() {
    Long only = Long.getLong("recado.simulation.seed");
    Long seconds = Long.getLong("recado.simulation.seconds");
    Simulation.Tally tally;
    if (only != null) {
      tally = run(only);
    } else if (seconds != null) {
      tally = runFor(Duration.ofSeconds(seconds));
    } else {
      tally = run(1, SEEDS);
    }
    System.out.println(tally);
  }

  private static Simulation.Tally run(long from, int seeds) {
    return LongStream.range(from, from + seeds)
        .parallel()
        .mapToObj(SimulationTest::run)
        .reduce(Simulation.Tally.NONE, Simulation.Tally::plus);
  }

  private static Simulation.Tally runFor(Duration time) {
    Instant end = Instant.now().plus(time);
    Simulation.Tally tally = Simulation.Tally.NONE;
    while (Instant.now().isBefore(end)) {
      tally = tally.plus(run(tally.seeds() + 1, SEEDS_AT_ONCE));
    }
    return tally;
  }

  private static Simulation.Tally run(long seed) {
    Simulation simulation = new Simulation(seed, SimulationBug.NONE);
    try {
      simulation.run();
    } catch (SimulationFailure failure) {
      throw new SimulationFailure(
          "seed " + seed + " (" + simulation.tally() + "): " + failure.getMessage() + REPLAY + seed,
          failure);
    }
    return simulation.tally();
  }

  @ParameterizedTest
  @EnumSource
  void findsAMistake(SimulationBugs bug) {
    Simulation.Tally tally = Simulation.Tally.NONE;
    for (int seed = 1; seed <= SEEDS_TO_FIND_A_MISTAKE; seed++) {
      Simulation simulation = new Simulation(seed, bug);
      try {
        simulation.run();
        tally = tally.plus(simulation.tally());
      } catch (SimulationFailure found) {
        run(seed); // without the mistake nothing is found
        System.out.println(
            bug + ": found after " + tally.plus(simulation.tally()) + ": " + firstLine(found));
        return;
      }
    }
    throw new AssertionError(bug + " was not found in " + tally);
  }

  private static String firstLine(SimulationFailure failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  /** What a crash cannot have left must stop the start, not be passed over. */
  @Test
  void stopsAtDamageThatNoCrashLeaves() {
    int damaged = 0;
    for (int seed = 1; seed <= SEEDS_OF_DAMAGE; seed++) {
      damaged += new Simulation(seed, SimulationBug.NONE).runAndDamage() ? 1 : 0;
    }
    System.out.println(damaged + " damaged files, none was taken for a good one");
    assertTrue(damaged > SEEDS_OF_DAMAGE / 4, () -> "hardly anything was damaged");
  }
}
