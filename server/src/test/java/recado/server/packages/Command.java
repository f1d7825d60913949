package recado.server.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Programs of the system that the tests of the packages need. */
final class Command {
  private Command() {}

  /** Its output; it has to succeed. */
  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), () -> String.join(" ", List.of(command)) + ": " + output);
    return output;
  }

  /** Skips the test where there is no such program. */
  static void need(String program) throws IOException, InterruptedException {
    Process looks = new ProcessBuilder("sh", "-c", "command -v " + program).start();
    Assumptions.assumeTrue(looks.waitFor() == 0, "needs " + program);
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
