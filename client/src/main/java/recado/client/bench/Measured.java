package recado.client.bench;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A result as it was written down: a line that {@link JsonReport} or a like tool has made. */
record Measured(String label, JsonNode json) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * All results in a file, a JSON object a line. One without a label has the file's name.
   *
   * @throws BenchException if it cannot be read; with the line
   */
  static List<Measured> in(Path file) throws BenchException {
    List<Measured> results = new ArrayList<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException _) {
      throw new BenchException(Saying.CANNOT_READ.text(file));
    }
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        results.add(parse(lines.get(i), file, i + 1));
      }
    }
    return results;
  }

  private static Measured parse(String line, Path file, int number) throws BenchException {
    try {
      JsonNode json = MAPPER.readTree(line);
      if (!json.path("rate").isNumber() || !json.path("lat_us").isObject()) {
        throw new BenchException(Saying.NO_RESULT.text(file, number));
      }
      String label = json.path("label").asText();
      return new Measured(label.isEmpty() ? file.getFileName().toString() : label, json);
    } catch (JacksonException _) {
      throw new BenchException(Saying.NO_JSON.text(file, number));
    }
  }

  /** Two for each pair, or the members of the group; 0 if it does not say. */
  double connections() {
    return json.has("pairs") ? 2 * json.path("pairs").asDouble() : json.path("members").asDouble();
  }

  boolean isPaced() {
    return json.has("offered");
  }

  /** Messages a second: those that should have been sent, if that was fixed. */
  double load() {
    return json.path(isPaced() ? "offered" : "rate").asDouble();
  }

  double rate() {
    return json.path("rate").asDouble();
  }

  /** In microseconds; 0 if it does not say. */
  double latency(String percentile) {
    return json.path("lat_us").path(percentile).asDouble();
  }
}
