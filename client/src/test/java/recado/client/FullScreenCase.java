package recado.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** People at full screens over the real server: what the tests of it have in common. */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS) // whose pseudo-terminals are others
abstract class FullScreenCase {
  private static final String PASSWORD = "uma boa senha";
  static final String ALT_DOWN = "\u001b[1;3B";
  static final String PAGE_UP = "\u001b[5~";
  static final String CTRL_HOME = "\u001b[1;5H";
  static final String CTRL_END = "\u001b[1;5F";
  static final String ESCAPE = "\u001b";
  static final String CTRL_C = "\u0003";

  @TempDir Path folder;
  private final List<PseudoTerminal> terminals = new ArrayList<>();
  ServerProcess server;

  @BeforeEach
  void startServer() throws IOException {
    server = new ServerProcess(folder.resolve("data"));
  }

  @AfterEach
  void stopAll() throws Exception {
    for (PseudoTerminal terminal : terminals) {
      terminal.close();
    }
    server.close();
  }

  // ---- people

  PseudoTerminal person(String name) throws IOException {
    return person(name, 80, 24);
  }

  PseudoTerminal person(String name, int columns, int rows, String... environment)
      throws IOException {
    return open(name, columns, rows, environment);
  }

  PseudoTerminal open(String name, int columns, int rows, String... environment)
      throws IOException {
    List<String> options =
        List.of(
            "--server",
            server.address(),
            "--home",
            folder.resolve(name).toString(),
            "--user",
            name,
            "--register",
            "--notify-by",
            "osc9");
    ProcessBuilder client = JavaProcess.of("recado.client.Main", options);
    client.environment().put("RECADO_PASSWORD", PASSWORD);
    for (int i = 0; i < environment.length; i += 2) {
      client.environment().put(environment[i], environment[i + 1]);
    }
    PseudoTerminal terminal = new PseudoTerminal(columns, rows, client);
    terminals.add(terminal);
    return terminal;
  }

  static void ready(PseudoTerminal... people) {
    for (PseudoTerminal person : people) {
      person.hasLine("● connected.*");
    }
  }

  /** So much was said before, as if it had been received. */
  void history(String name, int messages) throws IOException {
    String account = name + "@" + server.address().replace(':', '_');
    Path file = folder.resolve(name).resolve(account).resolve("history/@bruno.jsonl");
    Files.createDirectories(file.getParent());
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < messages; i++) {
      lines.append(
          "{\"id\":%d,\"time\":%d,\"from\":\"@bruno\",\"text\":\"mensagem %d fim\"}\n"
              .formatted(i + 1L, 1_764_547_200_000L + 60_000L * i, i));
    }
    lines.append("{\"seen\":%d,\"told\":true}\n".formatted(messages));
    Files.writeString(file, lines);
  }

  static Predicate<List<String>> none(String text) {
    return lines -> lines.stream().noneMatch(line -> line.contains(text));
  }

  static long count(PseudoTerminal terminal, String text) {
    return terminal.screen().stream().filter(line -> line.contains(text)).count();
  }

  static int indexOf(List<String> lines, String text) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i;
      }
    }
    throw new AssertionError(text + " is not in\n" + String.join("\n", lines));
  }

  static int notices(PseudoTerminal terminal) {
    return terminal.everythingWritten().split("\u001b]9;", -1).length - 1;
  }
}
