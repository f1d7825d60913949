package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole client where nobody sits: its lines come from a pipe, and go into one. */
@Timeout(120)
final class PipeTest {
  private static final String PASSWORD = "uma boa senha";

  /** How a client ended, and what it said. */
  private record Ended(int exitCode, String out, String err) {}

  @TempDir private static Path folder;
  private static ServerProcess server;

  @BeforeAll
  static void startServer() throws Exception {
    server = new ServerProcess(folder.resolve("data"));
    for (String name : List.of("ana", "bruno")) {
      assertEquals(0, run(name, "", "--user", name, "--register").exitCode());
    }
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void whatComesFromAPipeIsSentBeforeTheEnd() throws Exception {
    String many = "@bruno texto\n".repeat(100);
    Ended ana = run("ana", many + "@bruno o último\n/list\n");
    assertEquals(0, ana.exitCode(), ana.err());
    assertTrue(ana.out().contains("you → @bruno: o último ✓"), ana.out());
    assertTrue(ana.out().contains("Online (1):"), "the answer is waited for");
    Ended bruno = run("bruno", "/history @ana 1000\n");
    assertEquals(101, bruno.out().lines().filter(line -> line.contains(" @ana: ")).count());
  }

  @Test
  void whatIsRefusedIsAFailure() throws Exception {
    Ended ana = run("ana", "@nobody olá\n");
    assertEquals(1, ana.exitCode());
    assertTrue(ana.out().contains("Not sent to @nobody: there is no such user"), ana.out());
    assertTrue(ana.err().startsWith("recado chat: not everything was sent"), ana.err());
  }

  @Test
  void aLineThatMakesNoSenseIsAFailureAndIsNamed() throws Exception {
    Ended ana = run("ana", "* antes\n/opne @bruno\n* depois\n");
    assertEquals(2, ana.exitCode());
    assertTrue(ana.out().contains("No command /opne. Did you mean /open?"), ana.out());
    assertTrue(ana.out().contains("* you: depois ✓"), ana.out());
    assertTrue(ana.err().strip().endsWith("makes no sense there: line 2"), ana.err());

    Ended lost = run("ana", "a text for nobody\n@nobody olá\n");
    assertEquals(1, lost.exitCode(), "which is worse");
    assertTrue(lost.out().contains("No conversation is open."), lost.out());
    assertTrue(lost.err().contains("not everything was sent"), lost.err());
    assertTrue(lost.err().strip().endsWith("makes no sense there: line 1"), lost.err());

    Ended many = run("ana", "\n/menu\n77\n0\n/password\n" + "olá\n".repeat(5));
    assertEquals(2, many.exitCode());
    assertTrue(many.err().contains("lines 3, 5, 6, 7, 8 and others, 7 in all"), many.err());
  }

  @Test
  void thereIsNotOneControlCharacter() throws Exception {
    String everything =
        """
        /help
        /open @bruno
        olá
        /info
        /menu
        1
        0
        @bruno \u001b[31mred
        /history
        /opne
        """;
    Ended ana = run("ana", everything);
    assertEquals(2, ana.exitCode(), "no command is /opne");
    assertFalse(ana.out().chars().anyMatch(c -> c != '\n' && Character.isISOControl(c)));
    assertTrue(ana.out().contains("␛[31mred"));
  }

  @Test
  void aPersonCanAskForPlainLinesToo() throws Exception {
    for (String type : List.of("xterm-256color", "dumb")) {
      ProcessBuilder client = client("ana", type.equals("dumb") ? List.of() : List.of("--plain"));
      try (PseudoTerminal terminal = new PseudoTerminal(80, 24, type, client)) {
        terminal.shows("You are @ana").enter("* olá").shows("* you: olá ✓").enter("/quit");
        assertEquals(0, terminal.exitCode());
        assertFalse(terminal.everythingWritten().contains("\u001b"));
      }
    }
  }

  @Test
  void coloursCanBeRefused() throws Exception {
    ProcessBuilder client = client("ana", List.of("--line"));
    client.environment().put("NO_COLOR", "1");
    try (PseudoTerminal terminal = new PseudoTerminal(80, 24, "xterm-256color", client)) {
      terminal.shows("You are @ana").enter("* olá").shows("* you: olá ✓").enter("/quit");
      assertEquals(0, terminal.exitCode());
      assertFalse(terminal.everythingWritten().matches("(?s).*\u001b\\[[0-9;]*[34]8;.*"));
      assertFalse(terminal.everythingWritten().matches("(?s).*\u001b\\[[0-9;]*3[0-7][;m].*"));
    }
  }

  @Test
  void whatIsMissingIsNamedWithItsOption() throws Exception {
    Ended nameless = run("new", "");
    assertEquals(2, nameless.exitCode());
    assertEquals("recado chat: no user name: give --user NAME", nameless.err().strip());

    ProcessBuilder client = client("new", List.of("--user", "ana"));
    client.environment().remove("RECADO_PASSWORD");
    Ended ana = run(client, "");
    assertEquals(2, ana.exitCode());
    assertTrue(ana.err().startsWith("recado chat: no password: give --password-file FILE"));
  }

  @Test
  void aPasswordComesFromAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "a quite wrong one\n");
    Ended wrong = run("file", "", "--user", "ana", "--password-file", file.toString());
    assertEquals(1, wrong.exitCode());
    assertEquals("recado chat: Wrong password for @ana.", wrong.err().strip());

    Files.writeString(file, PASSWORD + "\n");
    Ended right = run("file", "", "--user", "ana", "--password-file", file.toString());
    assertEquals(0, right.exitCode());
  }

  @Test
  void aVoidTokenIsReplacedWithThePasswordThatIsGiven() throws Exception {
    assertEquals(0, run("void", "", "--user", "ana").exitCode());
    String account = "ana@" + server.address().replace(':', '_');
    Path file = folder.resolve("void").resolve(account).resolve("account.json");
    String saved = Files.readString(file);
    Files.writeString(file, saved.replaceFirst("\"token\" : \"...", "\"token\" : \"xxx"));

    Ended ana = run("void", "* olá\n");
    assertEquals(0, ana.exitCode(), ana.err());
    assertTrue(ana.out().contains("This device has to sign in again"), ana.out());
    assertTrue(ana.out().contains("* you: olá ✓"), ana.out());
  }

  @Test
  void registeringAnAccountThatExistsIsFineWithItsPassword() throws Exception {
    assertEquals(0, run("again", "", "--user", "ana", "--register").exitCode());
  }

  @Test
  void aNewAccountInAPipeIsShownNoFirstSteps() throws Exception {
    Ended eva = run("eva", "/groups\n", "--user", "eva", "--register");
    assertEquals(0, eva.exitCode(), eva.err());
    assertTrue(eva.out().contains("You are in no group yet."), eva.out());
    assertFalse(eva.out().contains("To write to somebody"), eva.out());
  }

  @Test
  void aWeakPasswordIsRefusedInOneLine() throws Exception {
    ProcessBuilder client = client("weak", List.of("--user", "davi", "--register"));
    client.environment().put("RECADO_PASSWORD", "short");
    Ended weak = run(client, "");
    assertEquals(1, weak.exitCode());
    assertEquals("recado chat: a password has at least 8 characters", weak.err().strip());
  }

  @Test
  void aServerThatIsNotThereIsNotWaitedForForEver() throws Exception {
    ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    String nobody = "127.0.0.1:" + taken.getLocalPort();
    taken.close();
    Ended ana = run("nowhere", "@bruno olá\n", "--server", nobody, "--user", "ana");
    assertEquals(1, ana.exitCode());
    assertTrue(ana.err().contains("./recado server"), ana.err());
    assertEquals(1, ana.err().lines().count());
  }

  @Test
  void whatIsWrongInAnOptionIsToldInOneLine() throws Exception {
    for (String[] wrong :
        List.of(
            new String[] {"--server", "host:port"},
            new String[] {"--server", "host:99999"},
            new String[] {"--user", "Ana Maria"},
            new String[] {"--device", "My Laptop"},
            new String[] {"--password-file", "/does/not/exist"})) {
      Ended ended = run("ana", "", wrong);
      assertEquals(2, ended.exitCode(), wrong[1]);
      assertEquals(1, ended.err().lines().count(), ended.err());
    }
    assertEquals(2, run("ana", "", "--frobnicate").exitCode());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aHomeThatCannotBeWrittenIsToldInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "");
    Ended ended = run("a-file/inside", "", "--user", "ana");
    assertEquals(1, ended.exitCode());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertTrue(ended.err().contains(file.toString()), ended.err());
  }

  @Test
  void anAsciiSystemStillSpeaksUtf8() throws Exception {
    ProcessBuilder client = client("ana", List.of());
    client.environment().put("LANG", "C");
    Ended ana = run(client, "* olá\n");
    assertTrue(ana.out().contains("* you: olá ✓"), ana.out());

    ProcessBuilder lines = client("ana", List.of("--line"));
    lines.environment().put("LANG", "C");
    try (PseudoTerminal terminal = new PseudoTerminal(80, 24, lines)) {
      terminal.hasAtCursor("recado>").enter("* olá").shows("* you: olá ✓").enter("/quit");
      assertEquals(0, terminal.exitCode());
    }
  }

  private static Ended run(String home, String input, String... options) throws Exception {
    return run(client(home, List.of(options)), input);
  }

  private static ProcessBuilder client(String home, List<String> options) {
    List<String> arguments = new ArrayList<>();
    if (!options.contains("--server")) {
      arguments.addAll(List.of("--server", server.address()));
    }
    arguments.addAll(List.of("--home", folder.resolve(home).toString()));
    arguments.addAll(options);
    ProcessBuilder client = JavaProcess.of("recado.client.Main", arguments);
    client.environment().put("RECADO_PASSWORD", PASSWORD);
    return client;
  }

  private static Ended run(ProcessBuilder client, String input)
      throws IOException, InterruptedException {
    Path err = Files.createTempFile(folder, "err", ".txt");
    Path out = Files.createTempFile(folder, "out", ".txt");
    Process process = client.redirectError(err.toFile()).redirectOutput(out.toFile()).start();
    try (Writer typed = process.outputWriter(java.nio.charset.StandardCharsets.UTF_8)) {
      typed.write(input);
    } catch (IOException expected) {
      // It has ended already, which the test expects or will see.
    }
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end: " + Files.readString(out));
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
