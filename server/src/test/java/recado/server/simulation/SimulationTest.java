package recado.server.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server's domain under a simulator in which it dies tens of thousands of times.
 *
 * <p>Without options the seeds are always the same. {@code -Drecado.simulation.seed=…} runs one
 * seed, {@code -Drecado.simulation.seconds=…} others than those for so long, and {@code
 * -Drecado.simulation.trace=true} tells all that happens.
 */
@Timeout(86_400)
final class SimulationTest {
  private static final int SEEDS = 1_250;
  private static final int SEEDS_AT_ONCE = 50;
  private static final int SEEDS_OF_DAMAGE = 200;
  private static final int SEARCHES = Integer.getInteger("recado.simulation.searches", 5);
  private static final int MOST_CRASHES_OF_A_SEARCH = 300;
  private static final @Nullable Long ONLY_SEED = Long.getLong("recado.simulation.seed");
  private static final @Nullable Long SECONDS = Long.getLong("recado.simulation.seconds");

  private static final PrintStream ERR = System.err;

  /** Thousands of torn lines and full disks are not worth a warning each. */
  @BeforeAll
  static void hushTheLog() {
    if (ONLY_SEED == null) {
      System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    }
  }

  @AfterAll
  static void giveTheLogBack() {
    System.setErr(ERR);
  }

  @Test
  void keepsEveryPromiseWhereverItDies() {
    Instant start = Instant.now();
    Simulation.Tally tally;
    if (ONLY_SEED != null) {
      tally = run(ONLY_SEED);
    } else if (SECONDS != null) {
      tally = runFor(Duration.ofSeconds(SECONDS), start);
    } else {
      tally = run(1, SEEDS);
    }
    System.out.println(tally + " in " + Duration.between(start, Instant.now()).toSeconds() + " s");
  }

  private static Simulation.Tally run(long from, int seeds) {
    return LongStream.range(from, from + seeds)
        .parallel()
        .mapToObj(SimulationTest::run)
        .reduce(Simulation.Tally.NONE, Simulation.Tally::plus);
  }

  /** From seeds on that nobody has run yet. */
  private static Simulation.Tally runFor(Duration time, Instant start) {
    Instant end = start.plus(time);
    long from = start.toEpochMilli();
    Simulation.Tally tally = Simulation.Tally.NONE;
    while (Instant.now().isBefore(end)) {
      tally = tally.plus(run(from + tally.seeds(), SEEDS_AT_ONCE));
    }
    return tally;
  }

  private static Simulation.Tally run(long seed) {
    Simulation simulation = new Simulation(seed, SimulationBug.NONE);
    try {
      simulation.run();
    } catch (SimulationFailure failure) {
      throw new SimulationFailure(
          "seed %d (%s): %s%nto replay it: %s"
              .formatted(seed, simulation.tally(), failure.getMessage(), replaying(seed)),
          failure);
    }
    return simulation.tally();
  }

  private static String replaying(long seed) {
    return "mvn -pl protocol,server -am test"
        + " -Dtest=SimulationTest#keepsEveryPromiseWhereverItDies -Drecado.simulation.seed="
        + seed;
  }

  /** Without that, a seed that has failed could not be looked into. */
  @Test
  void aSeedAlwaysGivesTheSame() {
    for (long seed = 1; seed <= 8; seed++) {
      Simulation first = new Simulation(seed, SimulationBug.NONE);
      Simulation second = new Simulation(seed, SimulationBug.NONE);
      first.run();
      second.run();
      assertEquals(first.tally(), second.tally());
      assertEquals(first.entries(), second.entries());
    }
  }

  /** Looks for a mistake several times, from other seeds on each time. */
  @ParameterizedTest
  @EnumSource
  void findsAMistake(SimulationBugs bug) {
    List<Integer> crashes = new ArrayList<>();
    String noticed = "";
    for (int search = 0; search < SEARCHES; search++) {
      Simulation.Tally tally = Simulation.Tally.NONE;
      String what = null;
      for (long seed = 1 + search * 1_000L; what == null; seed++) {
        Simulation simulation = new Simulation(seed, bug);
        what = mistake(simulation);
        tally = tally.plus(simulation.tally());
        if (tally.crashes() > MOST_CRASHES_OF_A_SEARCH) {
          throw new AssertionError(bug + " was not found in " + tally);
        }
      }
      crashes.add(tally.crashes());
      noticed = what;
    }
    crashes.sort(null);
    System.out.printf(
        "%s: found %d times, after %d crashes (median; at most %d), last by: %s%n",
        bug, SEARCHES, crashes.get(SEARCHES / 2), crashes.getLast(), noticed);
  }

  /** What the simulation notices, or null. */
  private static @Nullable String mistake(Simulation simulation) {
    try {
      simulation.run();
      return null;
    } catch (SimulationFailure failure) {
      return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
  }

  /** What a crash cannot have left must stop the start, not be passed over. */
  @Test
  void stopsAtDamageThatNoCrashLeaves() {
    long damaged =
        LongStream.rangeClosed(1, SEEDS_OF_DAMAGE)
            .parallel()
            .filter(seed -> new Simulation(seed, SimulationBug.NONE).runAndDamage())
            .count();
    System.out.println(damaged + " damaged files, none was taken for a good one");
    assertTrue(damaged > SEEDS_OF_DAMAGE / 4, "hardly anything was damaged");
  }
}
