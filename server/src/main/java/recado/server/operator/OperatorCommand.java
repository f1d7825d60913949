package recado.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import recado.server.admin.AdminCommands;
import recado.server.admin.HelpOption;

/** What all commands that ask the office have in common. */
abstract class OperatorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin
  @SuppressWarnings("UnusedVariable") // asked for by picocli
  private HelpOption help = new HelpOption();

  @Option(names = "--json", description = "Print the answer as one line of JSON, for programs.")
  private boolean asJson;

  private final ObjectMapper json = new ObjectMapper();

  /** A request that was refused, in the office's words. */
  static final class RefusedException extends IOException {
    RefusedException(String why) {
      super(why);
    }
  }

  @Override
  public final Integer call() throws IOException, InterruptedException {
    AdminCommands.silenceLog();
    Path data = AdminCommands.data(spec);
    if (!Files.isDirectory(data)) {
      throw new IOException("there is no data folder " + AdminCommands.written(data));
    }
    try (Office office = office(data)) {
      int exitCode = run(office);
      out().flush();
      return exitCode;
    }
  }

  private Office office(Path data) throws IOException {
    var online = OnlineOffice.of(data);
    return online.isPresent()
        ? online.get()
        : new OfflineOffice(
            data, rootOption("--password-memory-kib"), rootOption("--password-iterations"));
  }

  private int rootOption(String name) {
    Integer value = spec.root().findOption(name).getValue();
    return value;
  }

  /** Asks what the command is for, and prints the answer. */
  abstract int run(Office office) throws IOException, InterruptedException;

  final ObjectNode request(String what) {
    return json.createObjectNode().put("do", what);
  }

  /** Asks; an error is an exception. */
  final JsonNode ask(Office office, ObjectNode request) throws IOException, InterruptedException {
    JsonNode answer = office.ask(request);
    if (answer.hasNonNull("error")) {
      throw new RefusedException(answer.get("error").asText());
    }
    return answer;
  }

  /** Asks, and prints the answer as JSON or as the command puts it for people. */
  final int tell(Office office, ObjectNode request, ForPeople words)
      throws IOException, InterruptedException {
    JsonNode answer = ask(office, request);
    if (asJson) {
      out().println(answer);
    } else {
      words.print(answer, out());
    }
    return CommandLine.ExitCode.OK;
  }

  /** Prints an answer for people. */
  interface ForPeople {
    void print(JsonNode answer, PrintWriter out);
  }

  final boolean asJson() {
    return asJson;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  final CommandSpec spec() {
    return spec;
  }

  /** A time for people, or a dash for none. */
  static String time(JsonNode millis) {
    return millis.asLong() == 0
        ? "-"
        : Instant.ofEpochMilli(millis.asLong()).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A word for people, or a dash for none. */
  static String word(JsonNode value) {
    return value.isNull() || value.isMissingNode() ? "-" : value.asText();
  }
}
