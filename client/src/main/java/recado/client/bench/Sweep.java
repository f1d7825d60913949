package recado.client.bench;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The same measurement at a series of loads. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class Sweep extends Workload {
  private enum Variable {
    pairs,
    window,
    rate
  }

  @Option(names = "--over", required = true, paramLabel = "pairs|window|rate")
  private Variable over = Variable.pairs;

  @Option(names = "--at", split = ",", paramLabel = "N")
  private @Nullable List<Integer> values;

  @Option(names = "--pairs", defaultValue = "10", paramLabel = "N")
  private int pairs;

  @Option(names = "--window", defaultValue = "32", paramLabel = "W")
  private int window;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "${bundle:FILE}")
  private @Nullable Path output;

  private List<Integer> values() {
    if (values != null) {
      return values.stream().sorted().toList(); // connections once made stay
    }
    return switch (over) {
      case pairs -> List.of(1, 2, 5, 10, 20, 50, 100);
      case window -> List.of(1, 2, 4, 8, 16, 32, 64);
      case rate -> List.of(500, 1000, 2000, 5000, 10_000, 20_000);
    };
  }

  @Override
  void check(BenchOptions common) {
    common.require(!values().isEmpty(), Saying.NEEDS_VALUE.text("--at"));
    for (int value : values()) {
      switch (over) {
        case pairs -> Pairs.check(common, value, window);
        case window -> Pairs.check(common, pairs, value);
        case rate -> {
          Pairs.check(common, pairs, window);
          common.within("--at", value, 1, 10_000_000);
        }
      }
    }
  }

  @Override
  int connections() {
    return over == Variable.pairs
        ? 2 * values().stream().mapToInt(Integer::intValue).max().orElse(1)
        : 2 * pairs;
  }

  @Override
  void measure(Rig rig, Results results) throws BenchException {
    for (int value : values()) {
      Report report =
          switch (over) {
            case pairs -> Pairs.report(rig, value, window, 0);
            case window -> Pairs.report(rig, pairs, value, 0);
            case rate -> Pairs.report(rig, pairs, window, value);
          };
      append(report);
      results.add(report);
    }
  }

  private void append(Report report) throws BenchException {
    if (output == null) {
      return;
    }
    try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(output, CREATE, APPEND))) {
      file.println(JsonReport.of(report));
    } catch (IOException _) {
      throw new BenchException(Saying.CANNOT_WRITE.text(output));
    }
  }
}
