package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the full screen does with its terminal: at every size, in every end, with every letter. */
final class FullScreenTerminalTest extends FullScreenCase {
  // ---- the terminal

  @Test
  void theTerminalIsGivenBackHoweverItEnds() throws Exception {
    for (String way : List.of("/quit", "\u0004", "kill")) {
      PseudoTerminal ana = person("ana");
      ready(ana);
      if (way.equals("kill")) {
        ana.process().destroy(); // SIGTERM
        assertEquals(143, ana.exitCode());
      } else {
        ana.type(way.equals("/quit") ? "/quit\r" : way);
        assertEquals(0, ana.exitCode());
      }
      String after = ana.everythingWritten();
      for (String off : List.of("\u001b[?1049l", "\u001b[?1004l", "\u001b[?2004l")) {
        assertTrue(after.lastIndexOf(off) > after.lastIndexOf(off.replace('l', 'h')), way);
      }
      assertTrue(after.lastIndexOf("\u001b[?25h") >= after.lastIndexOf("\u001b[?25l"), way);
    }
  }

  @Test
  void ctrlCLeavesNothingButSaysHow() throws Exception {
    PseudoTerminal ana = person("ana");
    ready(ana);
    ana.type("algo").hasAtCursor("> algo").type(CTRL_C).hasAtCursor(">");
    ana.type(CTRL_C).shows("/quit").type(ESCAPE);
    ana.enter("/quit");
    assertEquals(0, ana.exitCode());
  }

  @Test
  void coloursCanBeRefused() throws Exception {
    PseudoTerminal ana = person("ana", 80, 24, "NO_COLOR", "1");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    bruno.enter("@ana olá").hasLine(".*olá ✓✓");
    ana.hasLine("● @bruno +1▕.*")
        .type(ALT_DOWN)
        .shows("@bruno: olá")
        .enter("oi")
        .shows("you: oi ✓✓");
    String written = ana.everythingWritten();
    assertFalse(written.matches("(?s).*\u001b\\[[0-9;]*[34]8;.*"));
    assertFalse(written.matches("(?s).*\u001b\\[([0-9]+;)*(3[0-7]|9[0-7]|4[0-7])[;m].*"));
  }

  @Test
  void itIsDrawnAnewAtEverySize() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    ana.enter("@bruno " + "palavra ".repeat(20) + "fim").hasLine(".*fim ✓✓");
    for (int[] size : new int[][] {{40, 12}, {110, 30}, {20, 6}, {15, 4}, {80, 24}}) {
      ana.resize(size[0], size[1]);
      if (size[0] >= 40) {
        ana.await(
            "the picture at " + size[0],
            _ -> {
              List<String> screen = ana.screen();
              return screen.getLast().equals(">")
                  && screen.get(size[1] - 2).startsWith("● connected")
                  && screen.get(size[1] - 3).endsWith("fim ✓✓")
                  && screen.getFirst().endsWith("@bruno · online")
                  && screen.getFirst().contains("▕") == size[0] >= 60;
            });
      }
    }
    ana.enter("ainda").hasLine(".*ainda ✓✓");
  }

  @Test
  void wideCharactersStayInTheirColumns() throws Exception {
    PseudoTerminal ana = person("ana");
    PseudoTerminal bruno = person("bruno");
    ready(ana, bruno);
    ana.enter("@bruno 日本語のテキスト 👍 ficou " + "漢字".repeat(30) + " fim").hasLine(".*fim ✓✓");
    bruno.hasLine("● @ana +1▕.*").type(ALT_DOWN).shows("fim").hasLine(".*日本語のテキスト 👍 ficou.*");
    for (String line : bruno.screen().subList(0, 22)) {
      assertEquals(19, line.indexOf('▕'), line);
    }
  }

  @Test
  void theScreenAtThreeSizes() throws Exception {
    PseudoTerminal bruno = person("bruno");
    ready(bruno);
    PseudoTerminal ana = person("ana");
    ready(ana);
    bruno.enter("@ana Oi, Ana! Vens jantar?").hasLine(".*jantar\\? ✓✓");
    ana.hasLine("● @bruno +@1▕.*")
        .type(ALT_DOWN)
        .shows("jantar?")
        .enter("Vou! Levo 🍷")
        .hasLine(".*🍷 ✓✓");
    bruno.await("read", _ -> bruno.screen().stream().anyMatch(l -> l.endsWith("Levo 🍷")));
    ana.await("read", _ -> ana.isInColour("✓✓")).type("Até");
    looksLike(
        """
        @ana               ▕@bruno · online
        ● @bruno           ▕
          everybody        ▕
        """,
        """
                           ▕               — DAY —
                           ▕HH:MM @bruno: Oi, Ana! Vens jantar?
                           ▕HH:MM you: Vou! Levo 🍷 ✓✓
        ● connected                Tab completes · Alt-↓ next unread · PgUp back · /help
        > Até
        """,
        ana);
    ana.resize(40, 12);
    looksLike(
        """
        @bruno · online
        """,
        """
                 — DAY —
        HH:MM @bruno: Oi, Ana! Vens jantar?
        HH:MM you: Vou! Levo 🍷 ✓✓
        ● connected                        /help
        > Até
        """,
        ana);
  }

  private static void looksLike(String top, String bottom, PseudoTerminal terminal) {
    List<String> first = top.lines().toList();
    List<String> last = bottom.lines().toList();
    terminal.await(
        "\n" + top + "…\n" + bottom,
        _ -> {
          List<String> screen =
              terminal.screen().stream()
                  .map(line -> line.replaceFirst("\\d\\d:\\d\\d", "HH:MM"))
                  .map(line -> line.replaceFirst(" *— \\p{L}+, .* —", "      — DAY —"))
                  .toList();
          List<String> wanted =
              last.stream().map(line -> line.replaceFirst(" *— DAY —", "      — DAY —")).toList();
          return screen.subList(0, first.size()).equals(first)
              && screen.subList(screen.size() - last.size(), screen.size()).equals(wanted);
        });
  }
}
