package recado.client.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.text.NumberFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import recado.client.texts.Language;
import recado.protocol.Limits;

/** The options of all commands that put load on a server. */
final class BenchOptions {
  private static final int MAX_PORT = 65_535;
  private static final int MAX_SECONDS = 3_600;
  private static final int MAX_THREADS = 64;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(names = "--host", defaultValue = "127.0.0.1", paramLabel = "${bundle:HOST}")
  private String host = "";

  @Option(names = "--port", defaultValue = "3333", paramLabel = "${bundle:PORT}")
  private int port;

  @Option(names = "--warm", defaultValue = "2", paramLabel = "${bundle:SECONDS}")
  private double warmSeconds;

  @Option(names = "--secs", defaultValue = "6", paramLabel = "${bundle:SECONDS}")
  private double seconds;

  @Option(names = "--size", defaultValue = "" + Stamp.MIN_BYTES, paramLabel = "${bundle:BYTES}")
  private int size;

  @Option(names = "--threads", defaultValue = "1", paramLabel = "N")
  private int threads;

  @Option(names = "--pid", paramLabel = "${bundle:PID}")
  private @Nullable Long pid;

  @Option(names = "--label", defaultValue = "Recado", paramLabel = "${bundle:TEXT}")
  private String label = "";

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--quiet")
  private boolean quiet;

  @Option(names = "--yes")
  private boolean yes;

  /**
   * Looks at the values.
   *
   * @throws ParameterException if they cannot be meant
   */
  void check() {
    within("--port", port, 1, MAX_PORT);
    within("--warm", warmSeconds, 0, MAX_SECONDS);
    within("--secs", seconds, 0.1, MAX_SECONDS);
    within("--size", size, Stamp.MIN_BYTES, Limits.MAX_TEXT_BYTES);
    within("--threads", threads, 1, MAX_THREADS);
  }

  /**
   * The server's address.
   *
   * @throws BenchException if the host has none
   * @throws ParameterException if it is another machine and nobody said yes
   */
  InetSocketAddress server() throws BenchException {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException _) {
      throw new BenchException(Saying.NO_HOST.text(host));
    }
    require(yes || address.isLoopbackAddress(), Saying.OTHER_MACHINE.text(host));
    return new InetSocketAddress(address, port);
  }

  /** Ends the command with a line that says what is wrong with an option. */
  void require(boolean valid, String message) {
    if (!valid) {
      throw new ParameterException(command.commandLine(), message);
    }
  }

  /** The same for a value that is too small or too great. */
  void within(String option, double value, double least, double most) {
    NumberFormat numbers = NumberFormat.getInstance(Language.inUse().locale());
    require(
        value >= least && value <= most,
        Saying.OUT_OF_RANGE.text(
            option, numbers.format(least), numbers.format(most), numbers.format(value)));
  }

  Duration warm() {
    return ofSeconds(warmSeconds);
  }

  Duration duration() {
    return ofSeconds(seconds);
  }

  private static Duration ofSeconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  int size() {
    return size;
  }

  int threads() {
    return threads;
  }

  @Nullable Long pid() {
    return pid;
  }

  String label() {
    return label;
  }

  boolean json() {
    return json;
  }

  boolean showsProgress() {
    return !quiet && !json;
  }
}
