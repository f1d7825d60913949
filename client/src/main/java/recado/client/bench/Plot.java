package recado.client.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws what {@link Sweep} has measured. */
@Command(
    name = "plot",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class Plot implements Callable<Integer> {
  private enum Kind {
    throughput,
    latency
  }

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(arity = "1..*", descriptionKey = "files", paramLabel = "${bundle:FILE}")
  private List<Path> files = List.of();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "${bundle:FILE}")
  private Path output = Path.of("");

  @Option(names = "--of", paramLabel = "throughput|latency")
  private @Nullable Kind kind;

  @Option(names = "--percentiles", split = ",", defaultValue = "p50,p99", paramLabel = "P")
  private List<String> percentiles = List.of();

  @Option(names = "--title", paramLabel = "${bundle:TEXT}")
  private @Nullable String title;

  @Override
  public Integer call() {
    try {
      List<Measured> results = new ArrayList<>();
      for (Path file : files) {
        results.addAll(Measured.in(file));
      }
      Files.writeString(output, chart(results).toSvg());
      return ExitCode.OK;
    } catch (BenchException e) {
      throw new ParameterException(command.commandLine(), e.message());
    } catch (IOException e) {
      command.commandLine().getErr().println("recado bench: " + Saying.CANNOT_WRITE.text(output));
      return ExitCode.SOFTWARE;
    }
  }

  private Chart chart(List<Measured> results) throws BenchException {
    boolean paced = results.stream().allMatch(Measured::isPaced);
    boolean latency = kind == null ? paced : kind == Kind.latency;
    List<Chart.Series> series = latency ? latencies(results) : throughputs(results);
    List<Chart.Point> points = series.stream().flatMap(line -> line.points().stream()).toList();
    if (points.isEmpty()) {
      throw new BenchException(Saying.NOTHING_TO_DRAW.text());
    }
    List<Double> across = points.stream().map(Chart.Point::x).toList();
    List<Double> up = points.stream().map(Chart.Point::y).toList();
    return latency
        ? new Chart(
            title == null ? Saying.LATENCY_CHART.text() : title,
            Axis.linear(Saying.MESSAGES_A_SECOND.text(), across),
            Axis.logarithmic(Saying.LATENCY.text(), up),
            series)
        : new Chart(
            title == null ? Saying.THROUGHPUT_CHART.text() : title,
            Axis.logarithmic(Saying.CONNECTIONS.text(), across),
            Axis.linear(Saying.MESSAGES_A_SECOND.text(), up),
            series);
  }

  private List<Chart.Series> throughputs(List<Measured> results) {
    List<Chart.Series> series = new ArrayList<>();
    byLabel(results)
        .forEach(
            (label, own) ->
                series.add(
                    new Chart.Series(
                        label,
                        series.size(),
                        0,
                        points(own, Measured::connections, Measured::rate))));
    return series;
  }

  /** A colour for each label, a style for each percentile. */
  private List<Chart.Series> latencies(List<Measured> results) {
    List<Chart.Series> series = new ArrayList<>();
    int colour = 0;
    for (Map.Entry<String, List<Measured>> entry : byLabel(results).entrySet()) {
      for (int style = 0; style < percentiles.size(); style++) {
        String percentile = percentiles.get(style);
        series.add(
            new Chart.Series(
                entry.getKey() + " " + percentile,
                colour,
                style,
                points(entry.getValue(), Measured::load, one -> one.latency(percentile))));
      }
      colour++;
    }
    return series;
  }

  private static Map<String, List<Measured>> byLabel(List<Measured> results) {
    Map<String, List<Measured>> byLabel = new LinkedHashMap<>();
    for (Measured one : results) {
      byLabel.computeIfAbsent(one.label(), _ -> new ArrayList<>()).add(one);
    }
    return byLabel;
  }

  /** From left to right; what says nothing about one of the two is left out. */
  private static List<Chart.Point> points(
      List<Measured> results, ToDoubleFunction<Measured> x, ToDoubleFunction<Measured> y) {
    TreeMap<Double, List<Double>> byX = new TreeMap<>();
    for (Measured one : results) {
      if (x.applyAsDouble(one) > 0 && y.applyAsDouble(one) > 0) {
        byX.computeIfAbsent(x.applyAsDouble(one), _ -> new ArrayList<>()).add(y.applyAsDouble(one));
      }
    }
    List<Chart.Point> points = new ArrayList<>();
    byX.forEach((at, values) -> points.add(new Chart.Point(at, Median.of(values))));
    return points;
  }
}
