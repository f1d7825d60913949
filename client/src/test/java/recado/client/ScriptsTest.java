package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands for scripts, as processes over the real server: what they print and how they end.
 */
@Timeout(120)
final class ScriptsTest {
  private static final String PASSWORD = "uma boa senha";

  /** How a command ended, and what it said. */
  private record Ended(int exitCode, String out, String err) {}

  @TempDir private static Path folder;
  private static ServerProcess server;

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

  // ---- send

  @Test
  void sendPrintsNothingAndEndsWellWhenTheServerHasIt() throws Exception {
    Ended sent = run("ana", "send", "@davi", "olá,", "日本 👩‍👩‍👧", "tudo  bem?");
    assertEquals(new Ended(0, "", ""), sent);
    Ended piped = run(client("ana", "send", "@davi"), "uma\nduas: çã\n");
    assertEquals(new Ended(0, "", ""), piped);
    Ended tail = run("davi", "tail", "--json", "--count", "2");
    assertEquals(0, tail.exitCode(), tail.err());
    List<String> lines = tail.out().lines().toList();
    assertTrue(lines.get(0).startsWith("{\"in\":\"@ana\",\"id\":"), tail.out());
    assertTrue(lines.get(0).endsWith("\"text\":\"olá, 日本 👩‍👩‍👧 tudo  bem?\"}"), tail.out());
    assertTrue(lines.get(1).endsWith("\"text\":\"uma\\nduas: çã\"}"), tail.out());
  }

  @Test
  void whatIsRefusedOrWrongIsNotSent() throws Exception {
    Ended nobody = run("ana", "send", "@nobody", "olá");
    assertEquals(1, nobody.exitCode());
    assertTrue(nobody.err().startsWith("recado send: there is no such user"), nobody.err());
    assertEquals("", nobody.out());
    for (String[] wrong :
        List.of(
            new String[] {"bruno", "olá"},
            new String[] {"@bruno", "--wait", "soon", "olá"},
            new String[] {"@bruno", "--timeout", "0", "olá"},
            new String[] {"*", "--wait", "read", "olá"},
            new String[] {"@bruno", "x".repeat(5_000)},
            new String[] {})) {
      List<String> arguments = new ArrayList<>(List.of("send"));
      arguments.addAll(List.of(wrong));
      Ended ended = run("ana", arguments.toArray(String[]::new));
      assertEquals(2, ended.exitCode(), Arrays.toString(wrong));
      assertEquals(1, ended.err().lines().count(), ended.err());
      assertEquals("", ended.out());
    }
    assertEquals(2, run(client("ana", "send", "@bruno"), "").exitCode(), "no text");
  }

  @Test
  void sendWaitsUntilItIsDeliveredOrRead() throws Exception {
    Ended late = run("bruno", "send", "@carla", "--wait", "delivered", "--timeout", "0.5", "cedo");
    assertEquals(3, late.exitCode());
    assertEquals("recado send: sent, but not delivered in time", late.err().strip());

    Process waiting =
        client("bruno", "send", "@carla", "--wait", "delivered", "--timeout", "60", "já").start();
    assertEquals(0, run("carla", "tail", "--count", "2", "@bruno").exitCode());
    assertEquals(0, exitCode(waiting));
  }

  @Test
  void withoutAServerItIsKeptAndGoesOutTheNextTime() throws Exception {
    try (ServerProcess other = new ServerProcess(folder.resolve("other"))) {
      for (String name : List.of("eva", "fabio")) {
        ProcessBuilder who = client(name, "who", "--register", "--server", other.address());
        assertEquals(0, run(who, "").exitCode());
      }
      other.stop();
      String[] send = {"send", "@fabio", "guarde", "--server", other.address(), "--timeout", "1"};
      Ended kept = run("eva", send);
      assertEquals(4, kept.exitCode());
      assertTrue(kept.err().contains("kept"), kept.err());
      assertTrue(kept.err().contains("No server at " + other.address()), kept.err());
      other.startAgain();
      assertEquals(0, run("eva", "who", "--server", other.address()).exitCode());
      Ended tail = run("fabio", "tail", "--count", "1", "--server", other.address());
      assertTrue(tail.out().endsWith(" @eva: guarde\n"), tail.out());
    }
  }

  // ---- beside a client that has the account

  @Test
  @DisabledOnOs(OS.WINDOWS) // whose pseudo-terminals are others
  void besideAnOpenChatItIsTheChatThatSends() throws Exception {
    try (PseudoTerminal chat = chat("gil")) {
      chat.shows("You are @gil").enter("/open @ana").hasAtCursor("@ana>");
      for (int i = 0; i < 3; i++) {
        assertEquals(new Ended(0, "", ""), run("gil", "send", "@ana", "de um script " + i));
        chat.shows("you: de um script " + i);
      }
      Ended who = run("gil", "who", "@gil");
      assertEquals(new Ended(0, "@gil online\n", ""), who);
      assertEquals(1, run("gil", "send", "@nobody", "olá").exitCode());

      Process tail = client("gil", "tail", "@ana").start();
      BufferedReader lines = tail.inputReader(StandardCharsets.UTF_8);
      String line = null;
      while (line == null || !line.endsWith("@ana: ouve?")) { // until it listens
        assertEquals(0, run("ana", "send", "@gil", "ouve?").exitCode());
        line = lines.ready() ? lines.readLine() : null;
      }
      chat.enter("/quit");
      assertEquals(0, chat.exitCode());
      assertEquals(0, run("ana", "send", "@gil", "e agora?").exitCode());
      do { // it goes on with a client of its own
        line = lines.readLine();
      } while (!line.endsWith("@ana: e agora?"));
      tail.destroy();
    }
  }

  @Test
  void manyAtOnceAreAllSent() throws Exception {
    List<Process> sends = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sends.add(client("ana", "send", "@bruno", "junto " + i).start());
    }
    for (Process send : sends) {
      assertEquals(0, exitCode(send));
    }
    String past = run("ana", "history", "@bruno").out();
    for (int i = 0; i < 8; i++) {
      assertTrue(past.contains("@ana: junto " + i + "\n"), past);
    }
  }

  @Test
  void aSocketThatAKilledClientLeftIsNobodys() throws Exception {
    Process tail = client("helena", "tail", "--register").start();
    Path socket = accountFolder("helena").resolve("control");
    while (!Files.exists(socket)) {
      assertTrue(tail.isAlive());
      Thread.onSpinWait();
    }
    tail.destroyForcibly().waitFor();
    assertTrue(Files.exists(socket));
    assertEquals(new Ended(0, "", ""), run("helena", "send", "@ana", "ainda"));
  }

  @Test
  void anAccountThatIsHeldWithoutASocketIsInUse() throws Exception {
    assertEquals(0, run("ivo", "who", "--register").exitCode());
    Path lock = accountFolder("ivo").resolve("recado.lock");
    try (var channel =
            java.nio.channels.FileChannel.open(lock, java.nio.file.StandardOpenOption.WRITE);
        var held = channel.lock()) {
      Ended ended = run("ivo", "send", "@ana", "olá");
      assertEquals(1, ended.exitCode());
      assertTrue(ended.err().contains("another client is using"), ended.err());
      assertTrue(held.isValid());
    }
  }

  // ---- tail

  @Test
  void tailEndsWhenNobodyReadsAnyMore() throws Exception {
    assertEquals(0, run("joana", "who", "--register").exitCode());
    Process tail = client("joana", "tail").start();
    assertEquals(0, run("ana", "send", "@joana", "linha\ncom \u001b[2J").exitCode());
    BufferedReader lines = tail.inputReader(StandardCharsets.UTF_8);
    assertTrue(lines.readLine().endsWith("@ana: linha␊com ␛[2J"));
    lines.close();
    while (tail.isAlive()) { // the first line may still fit into the pipe
      assertEquals(0, run("ana", "send", "@joana", "mais").exitCode());
    }
    assertEquals(0, tail.exitValue());
  }

  // ---- history, export, import

  @Test
  void historyIsPrintedInThreeForms() throws Exception {
    assertEquals(0, run("luz", "who", "--register").exitCode());
    assertEquals(0, run("luz", "send", "@ana", "a; \"b\",\nc").exitCode());
    assertEquals(0, run("luz", "send", "@ana", "=SUM(A1)").exitCode());
    String text = run("luz", "history", "@ana").out();
    assertEquals(2, text.lines().count());
    assertTrue(
        text.matches("(?s)\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d @luz: a; \"b\",␊c\n.*"), text);
    assertEquals(text, run("luz", "history", "@ana", "--text").out());
    assertTrue(text.endsWith(run("luz", "history", "@ana", "--last", "1").out()));
    String json = run("luz", "history", "@ana", "--json").out();
    assertTrue(json.contains("\"from\":\"@luz\",\"text\":\"a; \\\"b\\\",\\nc\"}\n"), json);
    String csv = run("luz", "history", "@ana", "--csv").out();
    assertTrue(csv.startsWith("id,time,conversation,from,event,text\n"), csv);
    assertTrue(csv.contains("Z,@ana,@luz,MESSAGE,\"a; \"\"b\"\",\nc\"\n"), csv);
    assertTrue(csv.endsWith(",MESSAGE,=SUM(A1)\n"), csv);

    assertEquals(2, run("luz", "history", "@ana", "--csv", "--json").exitCode());
    Ended nothing = run("luz", "history", "@bruno");
    assertEquals(1, nothing.exitCode());
    assertEquals("", nothing.out());
  }

  @Test
  void whatIsExportedCanBeImportedElsewhereAndAgain() throws Exception {
    assertEquals(0, run("mia", "who", "--register").exitCode());
    Path contacts = accountFolder("mia").resolve("contacts.json");
    Files.writeString(contacts, "{\"@ana\" : \"Ana Maria\"}");
    assertEquals(0, run("mia", "send", "@ana", "um").exitCode());
    Path file = folder.resolve("mia.zip");
    Ended exported = run("mia", "export", file.toString());
    assertEquals("messages: 1, conversations: 1, contacts: 1", exported.out().strip());
    assertEquals(0, run("mia", "send", "@ana", "dois").exitCode());

    String before = run("mia", "history", "@ana").out();
    Ended again = run("mia", "import", file.toString());
    assertTrue(again.out().strip().endsWith("new: messages: 0, conversations: 0, contacts: 0"));
    assertEquals(before, run("mia", "history", "@ana").out());

    Ended other = run("other", "import", file.toString(), "--user", "mia");
    assertEquals(0, other.exitCode(), other.err());
    String[] there = {"history", "@ana", "--user", "mia"};
    assertEquals(before.lines().findFirst().orElseThrow(), run("other", there).out().strip());
    assertTrue(other.out().contains("messages: 1, conversations: 1, contacts: 1"), other.out());

    Ended stranger = run("ana", "import", file.toString());
    assertEquals(1, stranger.exitCode());
    assertTrue(stranger.err().contains("is of @mia, not of @ana"), stranger.err());
    Path text = Files.writeString(folder.resolve("text"), "no zip");
    Ended wrong = run("mia", "import", text.toString());
    assertEquals(1, wrong.exitCode());
    assertTrue(wrong.err().contains("not a file of recado export"), wrong.err());
    assertFalse(Files.readString(accountFolder("mia").resolve("account.json")).isBlank());
  }

  // ---- who, completion, man

  @Test
  void whoTellsWhoIsOnline() throws Exception {
    assertEquals("@ana online\n", run("ana", "who", "@ana").out());
    assertTrue(
        run("ana", "who", "--json", "@ana")
            .out()
            .startsWith("{\"user\":\"@ana\",\"online\":true,"));
    assertTrue(run("ana", "who", "@davi").out().startsWith("@davi last online 20"));
    Ended nobody = run("ana", "who", "@nobody");
    assertEquals(1, nobody.exitCode());
    assertEquals("", nobody.out());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void bashCompletesCommandsAndOptions() throws Exception {
    Path script = Files.writeString(folder.resolve("completion"), run("ana", "completion").out());
    ProcessBuilder bash =
        new ProcessBuilder(
            "bash",
            "-c",
            """
            source "$0"
            compopt() { :; }
            try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _complete_recado; echo "${COMPREPLY[*]}"; }
            try recado se
            try recado send --ti
            try recado send --wait de
            try recado chat --li
            """,
            script.toString());
    Ended completed = run(bash, "");
    assertEquals("send server\n--timeout\ndelivered\n--line\n", completed.out(), completed.err());
  }

  @Test
  void eachCommandHasAManualPageInBothLanguages() throws Exception {
    for (String language : List.of("en", "pt-BR")) {
      Path pages = folder.resolve("man-" + language);
      assertEquals(0, run("ana", "man", "--lang", language, "--into", pages.toString()).exitCode());
      try (var files = Files.list(pages)) {
        for (Path page : files.toList()) {
          String roff = Files.readString(page);
          assertTrue(roff.startsWith(".TH \"RECADO"), roff);
          assertFalse(roff.contains("bundle:"), page.toString());
          assertFalse(roff.contains("\n.TP\n\\fB\\-\\-lang=LANG\\fR\n\n"), "each is described");
        }
      }
      assertTrue(Files.exists(pages.resolve("recado-send.1")));
    }
    assertEquals(2, run("ana", "man", "nonsense").exitCode());
  }

  // ---- processes

  private static Ended run(String name, String... arguments) throws Exception {
    return run(client(name, arguments), "");
  }

  private static Ended run(ProcessBuilder builder, String input) throws Exception {
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

  private static int exitCode(Process process) throws InterruptedException {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process.exitValue();
  }

  /** The command first, then who and where, so that a test can say otherwise behind it. */
  private static ProcessBuilder client(String name, String... arguments) {
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

  private static PseudoTerminal chat(String name) throws IOException {
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

  private static Path accountFolder(String name) {
    String account = name + "@" + server.address().replace(':', '_');
    return folder.resolve(name).resolve(account);
  }
}
