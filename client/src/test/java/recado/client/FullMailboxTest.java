package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole client and a real server that keeps three entries for each person, and no more. */
@Timeout(120)
final class FullMailboxTest {
  private static final String FULL = "Not taken for @bruno now: the mailbox of @bruno is full.";

  @TempDir private Path folder;
  private ServerProcess server;

  /** Bruno is away, and his mailbox is full. */
  @BeforeEach
  void fillTheMailbox() throws Exception {
    server = new ServerProcess(folder.resolve("data"), "--mailbox-limit", "3");
    for (String name : List.of("ana", "bruno", "carla")) {
      assertEquals(0, pipe(name, "", "--register"));
    }
    assertEquals(0, pipe("ana", "@bruno um\n@bruno dois\n@bruno três\n"), said("ana"));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void aPipeSendsWhatItCanAndSaysWhatWaits() throws Exception {
    assertEquals(1, pipe("ana", "@bruno quatro\n@carla olá\n@bruno cinco\n"));
    assertEquals(1, said("ana").lines().filter(line -> line.contains(FULL)).count(), said("ana"));
    assertTrue(said("ana").contains("you → @carla: olá ✓"), said("ana"));
    assertTrue(said("ana").contains("recado chat: not everything was sent"), said("ana"));

    assertEquals(0, pipe("bruno", ""));
    assertEquals(0, pipe("ana", ""), said("ana"));
    assertTrue(said("ana").contains("you → @bruno: quatro ✓"), said("ana"));
    assertTrue(said("ana").contains("you → @bruno: cinco ✓"), said("ana"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // whose pseudo-terminals are others
  void aPersonIsToldOnceAndMessagesToOthersGoOn() throws Exception {
    try (PseudoTerminal ana = new PseudoTerminal(120, 24, client("ana"))) {
      ana.hasAtCursor("recado>").enter("@bruno quatro").shows(FULL).enter("@bruno cinco");
      ana.enter("@carla olá").shows("you → @carla: olá ✓");
      ana.shows("waiting to be sent to @bruno: cinco");
      assertEquals(0, pipe("bruno", ""));
      ana.shows("you → @bruno: quatro ✓").shows("you → @bruno: cinco ✓");
      assertEquals(1, ana.lines().stream().filter(line -> line.contains(FULL)).count());
      ana.enter("/quit");
      assertEquals(0, ana.exitCode());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whoLeavesIsToldWhatWaits() throws Exception {
    try (PseudoTerminal ana = new PseudoTerminal(120, 24, client("ana"))) {
      ana.hasAtCursor("recado>").enter("@bruno quatro").shows(FULL).enter("/quit");
      ana.shows("Messages that are not sent yet and go out the next time: 1.");
      assertEquals(0, ana.exitCode());
    }
  }

  /** Runs a client to its end, with these lines for it. */
  private int pipe(String name, String input, String... options) throws Exception {
    Path out = folder.resolve(name + ".out");
    ProcessBuilder client = client(name, options);
    Process process = client.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try (Writer typed = process.outputWriter(StandardCharsets.UTF_8)) {
      typed.write(input);
    }
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end: " + said(name));
    }
    return process.exitValue();
  }

  /** What the last client of this name in a pipe has said. */
  private String said(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".out"));
  }

  private ProcessBuilder client(String name, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--line", "--server", server.address(), "--user", name));
    arguments.addAll(List.of("--home", folder.resolve("home-" + name).toString()));
    arguments.addAll(List.of(options));
    ProcessBuilder client = JavaProcess.of("recado.client.Main", arguments);
    client.environment().put("RECADO_PASSWORD", "uma boa senha");
    return client;
  }
}
