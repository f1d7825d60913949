package recado.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One run of the command {@code bench} in this process: how it ended and what it said. */
record BenchRun(int exitCode, String out, String err) {
  private static final JsonMapper MAPPER = new JsonMapper();

  static BenchRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("bench"));
    Collections.addAll(all, arguments);
    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new BenchRun(exitCode, out.toString(), err.toString());
  }

  /** A short run against a server on this machine, with its results as JSON. */
  static BenchRun briefly(String command, int port, String... more) {
    List<String> all = new ArrayList<>(List.of(command, "--port", Integer.toString(port)));
    Collections.addAll(all, "--warm", "0.1", "--secs", "0.3", "--json");
    Collections.addAll(all, more);
    return of(all.toArray(String[]::new));
  }

  List<JsonNode> results() throws Exception {
    List<JsonNode> results = new ArrayList<>();
    for (String line : out.lines().toList()) {
      results.add(MAPPER.readTree(line));
    }
    return results;
  }

  /** What it printed, which must be one JSON object and nothing else. */
  JsonNode result() throws Exception {
    List<JsonNode> results = results();
    if (results.size() != 1) {
      throw new AssertionError(out + err);
    }
    return results.getFirst();
  }
}
