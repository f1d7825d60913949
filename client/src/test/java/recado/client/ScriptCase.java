package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands for scripts as processes over the real server: what the tests of them have in common.
 */
@Timeout(120)
abstract class ScriptCase {
  private static final String PASSWORD = "uma boa senha";

  /** How a command ended, and what it said. */
  record Ended(int exitCode, String out, String err) {}

  @TempDir static Path folder;
  static ServerProcess server;

  @BeforeAll
  static void startServer() throws Exception {
    server = new ServerProcess(folder.resolve("data"));
    for (String name : List.of("ana", "bruno", "carla", "davi")) {
      assertEquals(0, run(name, "who", "--register").exitCode());
    }
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  // ---- processes

  static Ended run(String name, String... arguments) throws Exception {
    return run(client(name, arguments), "");
  }

  static Ended run(ProcessBuilder builder, String input) throws Exception {
    Process process = builder.start();
    try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write(input);
    } catch (IOException expected) {
      // Not every command reads its input.
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (builder.command().contains("--register")) {
      err = ""; // that the account is made
    }
    return new Ended(exitCode(process), out, err);
  }

  static int exitCode(Process process) throws InterruptedException {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process.exitValue();
  }

  /** The command first, then who and where, so that a test can say otherwise behind it. */
  static ProcessBuilder client(String name, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    List<String> given = List.of(arguments);
    String command = arguments[0];
    if (!List.of("completion", "man").contains(command)) {
      all.addAll(1, List.of("--home", folder.resolve(name).toString()));
      if (!given.contains("--server")) {
        all.addAll(1, List.of("--server", server.address()));
      }
      if (!given.contains("--user")) {
        all.addAll(1, List.of("--user", name));
      }
    }
    ProcessBuilder client = JavaProcess.of("recado.client.Main", all);
    client.environment().put("RECADO_PASSWORD", PASSWORD);
    return client;
  }

  static PseudoTerminal chat(String name) throws IOException {
    List<String> arguments =
        List.of(
            "--user",
            name,
            "--register",
            "--line",
            "--server",
            server.address(),
            "--home",
            folder.resolve(name).toString());
    ProcessBuilder client = JavaProcess.of("recado.client.Main", arguments);
    client.environment().put("RECADO_PASSWORD", PASSWORD);
    return new PseudoTerminal(80, 24, client);
  }

  static Path accountFolder(String name) {
    String account = name + "@" + server.address().replace(':', '_');
    return folder.resolve(name).resolve(account);
  }
}
