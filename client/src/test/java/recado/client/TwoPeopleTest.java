package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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

/** The whole client as people use it: at terminals, over the real server. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS) // whose pseudo-terminals are others
final class TwoPeopleTest {
  private static final String PASSWORD = "uma boa senha";

  /** No focus reports any more, no bracketed paste. */
  private static final String MODES_OFF = "\u001b[?1004l\u001b[?2004l";

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

  @Test
  void twoPeopleTalkAndSeeTheirTicks() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);

    ana.enter("@bruno olá, tudo bem?");
    ana.shows("you → @bruno: olá, tudo bem? ✓");
    bruno.shows("@ana → you: olá, tudo bem?").hasAtCursor("[1] recado>");
    ana.shows("✓✓ delivered to @bruno: olá, tudo bem?");

    bruno.enter("/open @ana").shows("— new (1) —").hasAtCursor("@ana>");
    ana.shows("✓✓ read by @bruno: olá, tudo bem?");
    assertTrue(ana.isInColour("✓✓ read by"));
    bruno.enter("tudo, e contigo?").shows("you: tudo, e contigo? ✓");
    ana.shows("@bruno → you: tudo, e contigo?");
    ana.enter("/reply tudo").shows("you → @bruno: tudo ✓");
    bruno.shows("@ana: tudo");
    ana.shows("✓✓ read by @bruno: tudo");
    ana.enter("/info @bruno").shows("Your last message to @bruno: tudo");
  }

  @Test
  void theLineBeingTypedIsNeverBroken() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    ana.enter("/open @bruno").hasAtCursor("@bruno>");
    ana.type("uma linha que não").hasAtCursor("@bruno> uma linha que não");
    for (int i = 1; i <= 30; i++) {
      bruno.enter("@ana número " + i);
    }
    ana.shows("@bruno: número 30").hasAtCursor("@bruno> uma linha que não");
    ana.enter(" acabou").shows("you: uma linha que não acabou ✓").hasAtCursor("@bruno>");
    bruno.shows("@ana → you: uma linha que não acabou");
  }

  @Test
  void whoWasAwayFindsEverything() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    bruno.enter("/quit");
    assertEquals(0, bruno.exitCode());

    ana.enter("@bruno estás aí?").shows("you → @bruno: estás aí? ✓");
    PseudoTerminal back = open("bruno");
    back.shows("@ana → you: estás aí?").hasAtCursor("[1] recado>");
    ana.shows("✓✓ delivered to @bruno: estás aí?");
    ana.enter("/quit").exitCode();
    back.enter("/open @ana").hasAtCursor("@ana>");
    back.enter("agora sim").shows("you: agora sim ✓");

    PseudoTerminal anaAgain = open("ana");
    anaAgain.shows("@bruno → you: agora sim").shows("✓✓ read by @bruno: estás aí?");
    anaAgain.enter("/history @bruno").shows("you: estás aí? ✓✓");
    back.shows("✓✓ delivered to @ana: agora sim");
  }

  @Test
  void aGroupTalks() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    PseudoTerminal carla = person("carla");
    ready(ana, bruno, carla);
    ana.enter("/contact add @bruno Bruno Silva").shows("Bruno Silva (@bruno) is in your contacts.");
    ana.enter("/group create #familia @bruno @carla");
    ana.shows("#familia you made the group:");
    bruno.shows("#familia @ana made the group:");
    carla.shows("#familia @ana made the group:");

    ana.enter("#familia jantar às oito?").shows("#familia you: jantar às oito? ✓");
    ana.shows("✓✓ delivered to all in #familia: jantar às oito?");
    bruno.enter("/open #familia").shows("@ana: jantar às oito?").enter("sim");
    ana.shows("#familia Bruno Silva: sim");
    assertEquals(0, count(ana.lines(), "read by all"), "carla has not");
    carla.enter("/open #familia");
    ana.shows("✓✓ read by all in #familia: jantar às oito?");

    ana.enter("/group topic #familia jantares").shows("#familia you set the topic: jantares");
    ana.enter("/groups").shows("#familia, members: 3. jantares");
    ana.enter("/group remove #familia @carla");
    carla.shows("#familia @ana removed you");
    ana.enter("/group info #familia").shows("#familia, members (2):");
    carla.enter("ainda aqui?").shows("Not sent to #familia: only members can do that");
    carla.shows("You wrote: ainda aqui?");
  }

  @Test
  void aLostServerIsWaitedFor() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    ana.enter("/open @bruno").hasAtCursor("@bruno>").type("meio");
    server.stop();
    ana.shows("Connection lost (shutdown).").hasAtCursor("(offline) @bruno> meio");
    ana.enter(" escrito").shows("waiting to be sent to @bruno: meio escrito");
    ana.hasAtCursor("(offline, 1 waiting) @bruno>");
    ana.enter("/list").shows("That needs the server");
    server.startAgain();
    ana.enter("/connect").shows("Connected again.").shows("you: meio escrito ✓");
    ana.hasAtCursor("@bruno>");
    bruno.enter("/connect").shows("@ana → you: meio escrito");
    assertEquals(1, count(ana.lines(), "Connection lost"));
  }

  @Test
  void aCrashOfEitherSideLosesNothingAndRepeatsNothing() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    ana.enter("@bruno antes").shows("✓✓ delivered to @bruno: antes");
    server.kill();
    ana.shows("Connection lost");
    ana.enter("@bruno durante").shows("waiting to be sent to @bruno: durante");
    ana.kill();
    server.startAgain();

    PseudoTerminal again = open("ana");
    again.shows("Messages of before that are being sent now: 1.").shows("you → @bruno: durante ✓");
    bruno.enter("/connect").shows("@ana → you: durante");
    bruno.enter("/history @ana").shows("— end —");
    assertEquals(2, count(bruno.lines(), "antes"), "as it came and in the history");
    assertEquals(2, count(bruno.lines(), "durante"));
  }

  @Test
  void whatIsReadStaysReadAfterARestart() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    ana.enter("@bruno um");
    bruno.shows("um").hasAtCursor("[1] recado>").enter("/quit").exitCode();
    PseudoTerminal back = open("bruno");
    back.hasAtCursor("[1] recado>").enter("/open @ana").hasAtCursor("@ana>");
    ana.shows("✓✓ read by @bruno: um");
    back.enter("/quit").exitCode();
    open("bruno").shows("You are @bruno").hasAtCursor("recado>");
  }

  @Test
  void nothingIsReadWhileTheTerminalIsInTheBackground() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    bruno.enter("/open @ana").hasAtCursor("@ana>").type("\u001b[O"); // it loses the focus
    ana.enter("@bruno olhas?");
    bruno.shows("@ana: olhas?");
    ana.shows("✓✓ delivered to @bruno: olhas?").enter("/info @bruno").shows("Your last message");
    assertEquals(0, count(ana.lines(), "read by"));
    bruno.type("\u001b[I");
    ana.shows("✓✓ read by @bruno: olhas?");
    bruno.enter("/quit").exitCode();
    assertTrue(bruno.everythingWritten().contains("\u001b[?1004h"));
    bruno.await("the modes off", _ -> bruno.everythingWritten().endsWith(MODES_OFF));
  }

  @Test
  void namesAreCompleted() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    bruno.enter("@ana olá");
    ana.shows("@bruno → you: olá");
    ana.type("/op\t").hasAtCursor("[1] recado> /open").type("@b\t");
    ana.hasAtCursor("[1] recado> /open @bruno").enter("").hasAtCursor("@bruno>");
  }

  @Test
  void aSmallTerminalIsEnough() throws Exception {
    PseudoTerminal ana = person("ana", 40, 12);
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    bruno.enter("@ana " + "palavras ".repeat(20) + "e o fim");
    ana.shows("      palavras palavras palavras").shows("e o fim").hasAtCursor("[1] recado>");
    assertEquals("[1] recado>", ana.screen().stream().filter(l -> !l.isEmpty()).toList().getLast());
  }

  @Test
  void tricksOfOthersDoNothing() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    bruno.type("@ana a\u0016\u001b[2Jb\r"); // Ctrl-V takes the next key as it is
    ana.shows("@bruno → you: a␛[2Jb");
    ana.shows("You are @ana"); // not wiped
  }

  @Test
  void thePasswordIsChangedAndOtherDevicesAreAsked() throws Exception {
    PseudoTerminal ana = person("ana");
    ready(ana);
    PseudoTerminal other = open("elsewhere", "--user", "ana");
    other
        .shows("Password for @ana (new here? press Enter):")
        .enter(PASSWORD)
        .shows("You are @ana on recado.")
        .type("meio");

    ana.enter("/password").shows("New password (at least").enter("outra boa senha");
    ana.shows("The same password again:").enter("outra boa senha");
    ana.shows("The password is changed.");
    other.shows("This device has to sign in again");
    other.await("two questions", lines -> count(lines, "Password for @ana") == 2);
    other.enter("outra boa senha").shows("Connected again.").hasAtCursor("recado> meio");
  }

  @Test
  void aServerThatWasSetUpAnewIsNotTakenForTheOldOne() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    bruno.enter("/open @ana").hasAtCursor("@ana>");
    ana.enter("@bruno antes").shows("✓✓ read by @bruno: antes");
    server.stop();
    server.forgetEverything();
    server.startAgain();
    for (PseudoTerminal person : List.of(ana, bruno)) {
      person.enter("/connect").shows("This device has to sign in again").shows("Connected again.");
    }
    bruno.enter("estou cá").shows("you: estou cá ✓"); // so that the account is there
    ana.shows("@bruno → you: estou cá").enter("@bruno depois");
    bruno.shows("@ana: depois");
    ana.shows("✓✓ read by @bruno: depois");
  }

  @Test
  void aDiskThatFailsEndsItInOneLineAndNothingIsLost() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    String account = "ana@" + server.address().replace(':', '_');
    Path inTheWay = folder.resolve("ana").resolve(account).resolve("history/@bruno.jsonl");
    Files.createDirectory(inTheWay);
    bruno.enter("@ana guarda isto");
    ana.shows("recado chat: writing " + folder);
    assertEquals(1, ana.exitCode());
    assertEquals(0, count(bruno.lines(), "delivered"));

    Files.delete(inTheWay);
    open("ana").shows("@bruno → you: guarda isto");
    bruno.shows("✓✓ delivered to @ana: guarda isto");
  }

  @Test
  void theMenuWorksByNumbers() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    String question = "Number (Enter shows the menu):";
    ana.enter("/menu").shows("  2  send a message").hasAtCursor(question);
    ana.enter("2").shows("To (@name").enter("@bruno").shows("Text:").enter("por números");
    bruno.shows("@ana → you: por números");
    ana.enter("1").shows("Online (2):").enter("99").shows("A number from 0 to 12, please;");
    ana.enter("").await("the menu again", lines -> count(lines, "  2  send a message") == 2);
    ana.enter("q").hasAtCursor("recado>").enter("/menu").hasAtCursor(question).enter("12");
    assertEquals(0, ana.exitCode());
  }

  @Test
  void aSecondClientOfTheSameAccountIsKeptOut() throws Exception {
    ready(person("ana"));
    PseudoTerminal second = open("ana");
    second.shows("another client is using");
    assertEquals(1, second.exitCode());
  }

  @Test
  void controlCEmptiesTheLineAndControlDLeaves() throws Exception {
    PseudoTerminal ana = person("ana");
    ready(ana);
    ana.type("nada disto").hasAtCursor("recado> nada disto").type("\u0003").hasAtCursor("recado>");
    ana.type("\u0003").shows("Ctrl-D or /quit leaves.").hasAtCursor("recado>").type("\u0004");
    assertEquals(0, ana.exitCode());
  }

  /** Somebody with a new account, whose client has begun to start. */
  private PseudoTerminal person(String name) throws IOException {
    return person(name, 80, 24);
  }

  private PseudoTerminal person(String name, int columns, int rows) throws IOException {
    ProcessBuilder client = client(name, "--user", name, "--register");
    client.environment().put("RECADO_PASSWORD", PASSWORD);
    return open(columns, rows, client);
  }

  private static void ready(PseudoTerminal... people) {
    for (PseudoTerminal person : people) {
      person.hasAtCursor("recado>");
    }
  }

  /** A client with nothing but a home, as at the first start, or after a restart. */
  private PseudoTerminal open(String home, String... options) throws IOException {
    return open(80, 24, client(home, options));
  }

  private ProcessBuilder client(String home, String... options) {
    List<String> arguments = new ArrayList<>();
    String itsHome = folder.resolve(home).toString();
    arguments.addAll(List.of("--line", "--server", server.address(), "--home", itsHome));
    arguments.addAll(List.of(options));
    return JavaProcess.of("recado.client.Main", arguments);
  }

  private PseudoTerminal open(int columns, int rows, ProcessBuilder client) throws IOException {
    PseudoTerminal terminal = new PseudoTerminal(columns, rows, client);
    terminals.add(terminal);
    return terminal;
  }

  private static long count(List<String> lines, String text) {
    return lines.stream().filter(line -> line.contains(text)).count();
  }
}
