package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class MainTest {
  private final StringWriter out = new StringWriter();

  @Test
  void tellsItsVersion() {
    assertEquals(0, run("--version"));
    assertTrue(out.toString().startsWith("recado chat "), out.toString());
  }

  @Test
  void explainsItsOptions() {
    assertEquals(0, run("--help"));
    assertTrue(out.toString().contains("--version"), out.toString());
  }

  private int run(String... args) {
    return Main.commandLine().setOut(new PrintWriter(out, true)).execute(args);
  }
}
