package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole client with its full screen, as people use it. */
final class FullScreenTest extends FullScreenCase {
  // ---- talking

  @Test
  void ticksChangeInPlace() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    ana.enter("@bruno olá, tudo bem?").hasLine(".*\\d\\d:\\d\\d you: olá, tudo bem\\? ✓✓");
    assertFalse(ana.isInColour("✓✓"), "not read yet");
    bruno.hasLine("● @ana +1▕.*").type(ALT_DOWN).hasLine(".*@ana: olá, tudo bem\\?");
    ana.await("read, in colour", _ -> ana.isInColour("✓✓"));
    assertEquals(1, count(ana, "olá, tudo bem?"), "one line, which changes");

    bruno.type("esc");
    ana.shows("writing");
    bruno.type("revo\r");
    ana.hasLine(".*@bruno: escrevo").await("nobody is writing", none("writing"));
  }

  @Test
  void readIsOnlyWhatIsInFrontOfAPerson() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    bruno.enter("/open @ana").shows("@ana · online").focus(false);
    ana.enter("@bruno um").hasLine(".*you: um ✓✓");
    ana.enter("dois").hasLine(".*you: dois ✓✓");
    bruno.hasLine(".*@ana: dois");
    bruno.shows("— new —");
    ana.enter("/info").shows("Your last message to @bruno: dois"); // by now a receipt would be here
    assertFalse(ana.isInColour("✓✓"));
    bruno.focus(true);
    ana.await("both are read", _ -> ana.isInColour("✓✓"));
  }

  @Test
  void whatIsUnreadStaysSoOverARestart() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    ana.enter("@bruno antigo").hasLine(".*antigo ✓✓");
    bruno.hasLine("● @ana +1▕.*").type(ALT_DOWN).shows("@ana: antigo").enter("/close");
    ana.await("read", _ -> ana.isInColour("✓✓"));
    ana.enter("novo").enter("mais novo").hasLine(".*mais novo ✓✓");
    bruno.hasLine("[● ] @ana +2▕.*").enter("/quit");
    assertEquals(0, bruno.exitCode());

    PseudoTerminal again = open("bruno", 80, 24);
    again.hasLine("[● ] @ana +2▕.*").shows("unread elsewhere: 2").type("\t").shows("— new —");
    List<String> shown = again.screen();
    int marker = indexOf(shown, "— new —");
    assertTrue(shown.get(marker - 1).contains("@ana: antigo"), String.join("\n", shown));
    assertTrue(shown.get(marker + 1).contains("@ana: novo"));
    again.await(
        "nothing unread", lines -> lines.stream().noneMatch(l -> l.matches(".*@ana +2▕.*")));
    ana.await("read", _ -> ana.isInColour("✓✓"));
  }

  @Test
  void groupsNamesAndMentions() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    PseudoTerminal carla = person("carla");
    ready(ana, bruno, carla);
    ana.enter("/group create #casa @bruno @carla").shows("#casa · 3 members");
    ana.enter("jantar às oito?").hasLine(".*jantar às oito\\? ✓✓");
    bruno.hasLine("  #casa +1▕.*");
    ana.enter("@bruno traz pão?").shows("@bruno · online");
    ana.enter("/open #casa").enter("oi @bruno, e tu?").hasLine(".*e tu\\? ✓✓");
    bruno.hasLine("  #casa +@2▕.*").enter("/open #casa").shows("@ana: oi @bruno, e tu?");
    assertTrue(bruno.isInColour("@ana: oi"), "names have colours");
    carla.hasLine("  #casa +2▕.*");
  }

  // ---- finding one's way

  @Test
  void draftsAreKeptForEachConversationAndOverARestart() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    ana.enter("/open @bruno").shows("@bruno · online").type("para o Bruno");
    ana.type("\u000e").await("another conversation", none("@bruno · online")); // Ctrl-N
    ana.hasAtCursor(">").type("para todos");
    ana.type("\u0010").shows("@bruno · online").hasAtCursor("> para o Bruno"); // Ctrl-P
    ana.type(CTRL_C).hasAtCursor(">").type("outro começo");
    ana.enter("\u0015/quit"); // Ctrl-U: what was typed is taken away, and so is the draft
    assertEquals(0, ana.exitCode());
    PseudoTerminal again = open("ana", 80, 24);
    again.hasLine("● connected.*").enter("/open *").hasAtCursor("> para todos");
    again.kill();
    PseudoTerminal third = open("ana", 80, 24);
    third.hasLine("● connected.*").enter("/open *").hasAtCursor("> para todos");
  }

  @Test
  void wordsAreFoundAndJumpedTo() throws Exception {
    history("ana", 3_000);
    PseudoTerminal ana = person("ana");
    ana.hasLine("● connected.*").enter("/open @bruno").shows("mensagem 2999 ");
    ana.enter("/search mensagem 1500").shows("mensagem 1500 ").enter("");
    ana.hasLine(".*mensagem 1500 .*").hasLine(".*mensagem 1502 .*");
    ana.await("the end is not on the screen", none("mensagem 2999 "));
    ana.type(CTRL_END).hasLine(".*mensagem 2999 .*");
  }

  @Test
  void theHistoryIsScrolledBackToItsBeginning() throws Exception {
    history("ana", 3_000);
    PseudoTerminal ana = person("ana");
    ana.hasLine("● connected.*").enter("/open @bruno").shows("mensagem 2999 ");
    ana.type(PAGE_UP).await("a page up", none("mensagem 2999 "));
    ana.hasLine(".*mensagem 29[678]\\d .*");
    ana.type(CTRL_HOME).hasLine(".*mensagem 0 .*");
    ana.shows("below");
    ana.type(CTRL_END).hasLine(".*mensagem 2999 .*");
  }

  // ---- writing

  @Test
  void severalLinesArePastedTypedAndEdited() throws Exception {
    Path editor = folder.resolve("editor");
    Files.writeString(editor, "#!/bin/sh\nprintf 'do editor\\nem duas linhas\\n' > \"$1\"\n");
    Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
    PseudoTerminal bruno = person("bruno");
    PseudoTerminal ana = person("ana", 80, 24, "EDITOR", editor.toString());
    ready(ana, bruno);
    ana.enter("/open @bruno").shows("@bruno · online").paste("um\ndois").hasLine(".*dois");
    ana.type("\u001b\rtrês\r"); // Alt-Enter
    bruno
        .hasLine("● @ana +1▕.*")
        .type(ALT_DOWN)
        .shows("@ana: um")
        .hasLine(".*▕ {6}dois")
        .hasLine(".*▕ {6}três");
    ana.enter("/edit").shows("em duas linhas").enter("");
    bruno.shows("@ana: do editor").hasLine(".*▕ {6}em duas linhas");
  }

  @Test
  void tabCompletesThoseFirstWithWhomOneTalksAndEmojiHaveNames() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    PseudoTerminal bia = person("bia");
    ready(ana, bruno, bia);
    bia.enter("@ana oi").hasLine(".*oi ✓✓");
    bruno.enter("@ana olá").hasLine(".*olá ✓✓");
    ana.hasLine("● @bruno +1▕.*").type("@b\t").hasAtCursor("> @bruno");
    ana.type("\t").hasAtCursor("> @bia").type("bom dia :thumbsup:\r");
    bia.shows("@ana: bom dia 👍");
    ana.type("/op\t").hasAtCursor("> /open").type(CTRL_C);
  }

  @Test
  void aTextThatIsTooLongIsSaidAndKept() throws Exception {
    PseudoTerminal ana = person("ana");
    ready(ana);
    ana.enter("/open *").shows("everybody").paste("x".repeat(4_100)).shows("too long by 4");
    ana.enter("").hasLine(".*x{20}.*");
    ana.type("\b\b\b\b\b").await("not too long", none("too long by"));
    ana.enter("").hasLine(".*▕x{60}").hasAtCursor(">");
  }

  // ---- without a server

  @Test
  void whatIsTypedOfflineWaitsAndGoesOut() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    ana.enter("@bruno antes").hasLine(".*antes ✓✓");
    bruno.enter("/quit");
    assertEquals(0, bruno.exitCode());
    server.kill();
    ana.shows("not connected").enter("quando der").shows("you: quando der");
    ana.hasLine(".*to be sent: 1.*");
    server.startAgain();
    ana.enter("/connect").hasLine(".*quando der ✓").await("nothing waits", none("to be sent: 1"));
    PseudoTerminal again = open("bruno", 80, 24);
    again.hasLine("[● ] @ana +[12]▕.*").type(ALT_DOWN).shows("@ana: quando der");
  }

  @Test
  void whoIsAwayIsCalledAndOnceAfterAReconnect() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno", 80, 24, "RECADO_TEST", "osc9");
    ready(ana, bruno);
    bruno.focus(false);
    ana.enter("@bruno primeiro").hasLine(".*primeiro ✓✓");
    bruno.await("called", _ -> notices(bruno) == 1);
    bruno.focus(true).enter("/mute @ana").shows("@ana");
    bruno.focus(false);
    ana.enter("segundo").hasLine(".*segundo ✓✓");
    bruno.hasLine("● @ana +2▕.*");
    bruno.focus(true).enter("/notify @ana all").shows("You will be called for everything");
    bruno.focus(false).type("z").hasAtCursor("> z"); // what came before it is read, too
    bruno.signal("STOP"); // a laptop that sleeps
    server.stop();
    ana.shows("not connected");
    server.startAgain();
    ana.enter("/connect").hasLine("● connected.*");
    for (int i = 0; i < 5; i++) {
      ana.enter("enquanto " + i).hasLine(".*enquanto " + i + " ✓");
    }
    bruno.signal("CONT").hasLine("[●○ ] @ana +7▕.*");
    bruno.await("called once more", _ -> notices(bruno) == 2);
    assertFalse(bruno.everythingWritten().contains("\u001b]9;@ana: segundo"), "muted");
  }

  @Test
  void aVoidTokenIsAskedForAgain() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    server.stop();
    server.forgetEverything();
    server.startAgain();
    ana.enter("/connect").shows("This device has to sign in again");
    ana.hasLine("● connected.*").enter("/open @bruno").type("continua").hasAtCursor("> continua");
  }
}
