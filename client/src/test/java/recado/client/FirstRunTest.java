package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** From the first start to the first message, as a person at a terminal meets it. */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS) // whose pseudo-terminals are others
final class FirstRunTest {
  private static final String PASSWORD = "uma boa senha";
  private static final String NEW_OR_NOT = "Password for @ana (new here? press Enter):";
  private static final String NEW_PASSWORD = "New password (at least 8 characters):";
  private static final String ITS_ADDRESS = "Its address, HOST or HOST:PORT";
  private static final String CONTROL_C = "\u0003";
  private static final String CONTROL_D = "\u0004";

  @TempDir private Path folder;
  private final List<PseudoTerminal> terminals = new ArrayList<>();
  private ServerProcess server;

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

  // ---- somebody new, and somebody who is not

  @Test
  void aNewPersonMakesAnAccountAndIsNotAskedAgain() throws Exception {
    PseudoTerminal ana = open("ana");
    ana.shows("Your name, as others write it").enter("Ana Maria").shows("for example ana.maria");
    asked(ana, "Your name", 2).enter("1234567890123").shows("Thirteen digits are the number");
    asked(ana, "Your name", 3).enter("Ana").shows(NEW_OR_NOT).enter("");
    ana.shows(NEW_PASSWORD).enter(PASSWORD);
    ana.shows("The same password again:").enter("something else");
    ana.shows("These are two different passwords.");
    asked(ana, NEW_PASSWORD, 2).enter(PASSWORD);
    asked(ana, "The same password again:", 2).enter(PASSWORD);
    ana.shows("The account @ana is made.").shows("You are @ana on recado.").shows("Bom dia!");
    ana.hasAtCursor("recado>");
    assertFalse(ana.everythingWritten().contains(PASSWORD));
    ana.enter("/quit");
    assertEquals(0, ana.exitCode());

    PseudoTerminal again = open("ana");
    again.shows("You are @ana on recado.").hasAtCursor("recado>").enter("/list");
    again.shows("Online (1):");
    assertEquals(0, count(again, "Password") + count(again, "To write to somebody"));
  }

  @Test
  void whoTypesAtOnceThePasswordTheyWantTypesItOnlyOnceMore() throws Exception {
    PseudoTerminal ana = open("ana", "--user", "ana");
    ana.shows(NEW_OR_NOT).enter(PASSWORD);
    ana.shows("There is no account @ana, or that is not its password.");
    ana.shows("Password again (or Enter alone: a new account @ana):").enter("");
    ana.shows("To be sure, the password of the new account @ana once more:").enter(PASSWORD);
    ana.shows("The account @ana is made.").hasAtCursor("recado>");
    assertEquals(0, count(ana, NEW_PASSWORD));

    PseudoTerminal other = open("other", "--user", "bia");
    other.shows("Password for @bia").enter(PASSWORD).shows("Password again").enter("");
    other.shows("once more:").enter("another password").shows("two different passwords");
    other.shows(NEW_PASSWORD).enter(PASSWORD).shows("The same password again:").enter(PASSWORD);
    other.shows("The account @bia is made.").hasAtCursor("recado>");
    assertFalse(other.everythingWritten().matches("(?s).*(another password|" + PASSWORD + ").*"));
  }

  @Test
  void aWrongPasswordIsAskedForAgain() throws Exception {
    hasAccount("ana");
    PseudoTerminal other = open("elsewhere", "--user", "ana");
    other.shows(NEW_OR_NOT).enter("a wrong one").shows("Password again");
    other.enter("another wrong one");
    asked(other, "Password again", 2).enter(PASSWORD).shows("You are @ana on recado.");
    other.hasAtCursor("recado>").enter("/list").shows("Online (1):");
    assertEquals(0, count(other, "To write to somebody"), "the account is not new");
    assertFalse(other.everythingWritten().matches("(?s).*(wrong one|" + PASSWORD + ").*"));
  }

  @Test
  void whoseNameIsTakenSignsInOrChoosesAnotherOne() throws Exception {
    hasAccount("ana");
    PseudoTerminal other = open("elsewhere");
    other.shows("Your name").enter("ana").shows(NEW_OR_NOT).enter("");
    other.shows(NEW_PASSWORD).enter("a new one").shows("again:").enter("a new one");
    other.shows("Somebody is called @ana here already");
    String question = "Password for @ana (not you? Enter chooses another name):";
    other.shows(question).enter("wrong again").shows("Wrong password for @ana.");
    asked(other, question, 2).enter("");
    asked(other, "Your name", 2).enter("ana.b").shows("Password for @ana.b (new here?").enter("");
    asked(other, NEW_PASSWORD, 2).enter(PASSWORD);
    asked(other, "The same password again:", 2).enter(PASSWORD);
    other.shows("You are @ana.b on recado.").hasAtCursor("recado>");

    PseudoTerminal third = open("third", "--user", "ana", "--register");
    third.shows(NEW_PASSWORD).enter(PASSWORD).shows("again:").enter(PASSWORD);
    third.shows("You are @ana on recado.");
  }

  @Test
  void aPasswordThatIsTooShortDoesNotGoToTheServer() throws Exception {
    PseudoTerminal ana = open("ana", "--user", "ana");
    ana.shows(NEW_OR_NOT).enter("short").shows("A password has at least 8 characters.");
    asked(ana, NEW_OR_NOT, 2).enter("").shows(NEW_PASSWORD).enter("shorter");
    asked(ana, "A password has at least 8 characters.", 2);
    asked(ana, NEW_PASSWORD, 2).enter("").enter(PASSWORD).shows("again:").enter(PASSWORD);
    ana.hasAtCursor("recado>").enter("/password");
    asked(ana, NEW_PASSWORD, 4).enter("too few");
    asked(ana, NEW_PASSWORD, 5).type(CONTROL_C).shows("The password is as it was.");
    assertEquals(0, count(ana, "There is no account"), "which the server would have said");
  }

  @Test
  void controlCAndControlDLeaveAtEveryQuestion() throws Exception {
    hasAccount("taken");
    leavesAt("Your name", "");
    leavesAt(NEW_OR_NOT, "ana");
    leavesAt("Password again (or Enter alone", "ana", PASSWORD);
    leavesAt("once more:", "ana", PASSWORD, "");
    leavesAt(NEW_PASSWORD, "ana", "");
    leavesAt("The same password again:", "ana", "", PASSWORD);
    leavesAt("Enter chooses another name", "taken", "", "new password", "new password");
    server.stop();
    leavesAt(ITS_ADDRESS, "");
  }

  private void leavesAt(String question, String... answers) throws Exception {
    for (String key : List.of(CONTROL_C, CONTROL_D)) {
      PseudoTerminal terminal = open("leaving");
      terminal.shows(answers[0].isEmpty() ? question : "Your name");
      for (String answer : answers[0].isEmpty() ? List.<String>of() : List.of(answers)) {
        String before = cursorQuestion(terminal);
        terminal.enter(answer);
        terminal.await("the next question", _ -> !cursorQuestion(terminal).equals(before));
      }
      terminal.shows(question).type(key).shows("recado chat: not signed in");
      assertEquals(1, terminal.exitCode(), question);
      terminal.close();
    }
  }

  /** The question at the end of what is shown; the one before, while there is none. */
  private static String cursorQuestion(PseudoTerminal terminal) {
    return terminal.lines().stream().filter(line -> line.contains(":")).toList().getLast();
  }

  // ---- the server

  @Test
  void aServerThatStartsLaterIsFoundWithoutAKey() throws Exception {
    server.stop();
    PseudoTerminal ana = open("ana");
    ana.shows("No server answers at " + server.address() + " (nothing listens there).");
    ana.shows("run ./recado server in another terminal").shows(ITS_ADDRESS).type("chat.ex");
    server.startAgain();
    ana.shows("There is a server at " + server.address()).shows("Your name").enter("ana");
    ana.shows(NEW_OR_NOT).enter("").shows(NEW_PASSWORD).enter(PASSWORD);
    ana.shows("again:").enter(PASSWORD).hasAtCursor("recado>");
  }

  @Test
  void anotherAddressIsTypedWhileTheFirstIsTriedAgain() throws Exception {
    try (ServerSocket something = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> speakSomethingElse(something));
      String nobody = nobody();
      PseudoTerminal ana = open("ana", "--server", nobody);
      ana.shows("No server answers at " + nobody).shows(ITS_ADDRESS).enter("not an address");
      ana.shows("That is no address.");
      asked(ana, ITS_ADDRESS, 2).enter("");
      asked(ana, "No server answers at " + nobody, 2)
          .enter("127.0.0.1:" + something.getLocalPort());
      ana.shows("(what answers there is no Recado server)");
      asked(ana, ITS_ADDRESS, 4).enter(server.address());
      ana.shows("There is a server at " + server.address()).shows("Your name").enter("ana");
      ana.shows(NEW_OR_NOT).enter("").shows(NEW_PASSWORD).enter(PASSWORD);
      ana.shows("again:").enter(PASSWORD).hasAtCursor("recado>").enter("/quit").exitCode();

      Path home = folder.resolve("ana");
      ProcessBuilder again = JavaProcess.of("recado.client.Main", homeAt(home));
      open(again).shows("You are @ana on recado."); // it is the last one used
    }
  }

  @Test
  void aHostAloneIsAskedAtTheUsualPort() throws Exception {
    PseudoTerminal ana = open("ana", "--server", nobody());
    ana.shows(ITS_ADDRESS).enter("127.0.0.1").shows("Trying 127.0.0.1:3333");
  }

  @Test
  void aPlainTerminalGoesOnWithEnter() throws Exception {
    server.stop();
    PseudoTerminal ana = open("ana", "--plain");
    ana.shows(ITS_ADDRESS);
    server.startAgain();
    ana.shows("There is a server at " + server.address() + " now: press Enter.").enter("");
    ana.shows("Your name").enter("ana").shows(NEW_OR_NOT).enter("");
    ana.shows(NEW_PASSWORD).enter(PASSWORD).shows("again:").enter(PASSWORD);
    ana.shows("You are @ana").shows("To write to somebody").enter("/quit");
    assertEquals(0, ana.exitCode());
  }

  @Test
  void whoHasAnAccountHereStartsWithoutAServerToo() throws Exception {
    hasAccount("ana");
    server.stop();
    PseudoTerminal ana = open("home-of-ana", "--user", "ana");
    ana.hasAtCursor("(offline) recado>");
    assertEquals(0, count(ana, ITS_ADDRESS));
  }

  // ---- the first steps

  @Test
  void somebodyNewIsShownTheFirstStepsOnce() throws Exception {
    PseudoTerminal ana = newPerson("ana");
    ana.shows("To write to somebody: @bruno hello.").shows("Who is out gets it");
    ana.shows("/help lists what can be typed").shows("Nobody else is here yet.");
    String command = "./recado chat --user THEIR-NAME --server " + server.address();
    String unbroken = String.join(" ", ana.lines()).replaceAll(" +", " ");
    assertTrue(unbroken.contains(command + " and write to you: @ana hello"), unbroken);

    PseudoTerminal bruno = newPerson("bruno");
    bruno.shows("Here now: @ana. Write to them: @ana hello").enter("@ana olá");
    ana.shows("@bruno → you: olá");
    bruno.shows("✓✓ delivered to @ana: olá").enter("@carla olá");
    bruno.shows("Not sent to @carla: there is no such user; who is new has to sign in once");
  }

  @Test
  void emptyListsSayHowTheyAreFilled() throws Exception {
    PseudoTerminal ana = newPerson("ana");
    ana.enter("/contacts").shows("No contacts yet. /contact add @bruno Bruno Silva");
    ana.enter("/groups").shows("You are in no group yet. /group create #family @bruno @carla");
    ana.enter("/blocks").shows("You block nobody.");
  }

  // ---- how all this is done

  private static void speakSomethingElse(ServerSocket listener) {
    try {
      while (true) {
        try (Socket socket = listener.accept()) {
          socket.getOutputStream().write("220 mail\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      }
    } catch (IOException expected) {
      // The test is over.
    }
  }

  private static String nobody() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + taken.getLocalPort();
    }
  }

  private static PseudoTerminal asked(PseudoTerminal terminal, String question, int times) {
    return terminal.await(
        question + ", " + times + " times", _ -> count(terminal, question) == times);
  }

  private static long count(PseudoTerminal terminal, String text) {
    return terminal.lines().stream().filter(line -> line.contains(text)).count();
  }

  private void hasAccount(String name) throws Exception {
    newPerson("home-of-" + name, name).enter("/quit").exitCode();
  }

  private PseudoTerminal newPerson(String name) throws IOException {
    return newPerson(name, name);
  }

  private PseudoTerminal newPerson(String home, String name) throws IOException {
    ProcessBuilder client = client(home, "--user", name, "--register");
    client.environment().put("RECADO_PASSWORD", PASSWORD);
    return open(client).hasAtCursor("recado>");
  }

  private PseudoTerminal open(String home, String... options) throws IOException {
    return open(client(home, options));
  }

  private PseudoTerminal open(ProcessBuilder client) throws IOException {
    PseudoTerminal terminal = new PseudoTerminal(80, 24, client);
    terminals.add(terminal);
    return terminal;
  }

  private ProcessBuilder client(String home, String... options) throws IOException {
    List<String> arguments = homeAt(Files.createDirectories(folder.resolve(home)));
    if (!List.of(options).contains("--server")) {
      arguments.addAll(List.of("--server", server.address()));
    }
    arguments.addAll(List.of(options));
    arguments.add("--line");
    return JavaProcess.of("recado.client.Main", arguments);
  }

  private static List<String> homeAt(Path home) {
    return new ArrayList<>(List.of("--home", home.toString()));
  }
}
