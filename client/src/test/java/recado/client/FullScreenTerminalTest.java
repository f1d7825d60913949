package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the full screen does with its terminal: at every size, in every end, with every letter. */
final class FullScreenTerminalTest extends FullScreenCase {
  /** Strokes of all kinds. */
  private static final List<String> KEYS =
      List.of(
          "\u001b[A",
          "\u001b[B",
          "\u001b[C",
          "\u001b[D",
          "\u001b[5~",
          "\u001b[6~",
          ALT_DOWN,
          "\u0002",
          "\u000e",
          "\u0010",
          "\t",
          "\u001b[Z",
          "\u007f",
          "\u0017",
          "\u000b",
          "\u0019",
          "\u000c",
          CTRL_HOME,
          CTRL_END,
          "\u001b[I",
          "\u001b[O",
          "\u001b\r",
          "\u001b[3~",
          "\u001b[99;99z",
          ESCAPE);

  /** Lines of all kinds, but for those that leave. */
  private static final List<String> TEXTS =
      List.of(
          "@ana oi",
          "* todos",
          "/help",
          "/list",
          "/menu",
          "1",
          "3", // and no 2: the menu's 12 is /quit
          "/search o",
          "/jump 1",
          "/open @bruno",
          "/open *",
          "/close",
          "/next",
          "/group create #g @ana",
          "/history",
          "/mute",
          "/notify all",
          "/contact add @ana Zé",
          "日本語",
          "👩‍👩‍👧",
          "x".repeat(300),
          ":smi",
          "//etc",
          "/bogus",
          " ");

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
  void noKeysAtNoSizeDoHarm() throws Exception {
    Random random = new Random(20261126);
    PseudoTerminal ana = person("ana");
    ready(ana);
    for (int i = 0; i < 1_500; i++) {
      if (i % 50 == 0) {
        ana.resize(1 + random.nextInt(150), 1 + random.nextInt(50));
      }
      List<String> some = random.nextBoolean() ? KEYS : TEXTS;
      ana.type(some.get(random.nextInt(some.size()))).type(random.nextInt(3) == 0 ? "\r" : "");
    }
    ana.resize(80, 24);
    for (int i = 0; i < 4; i++) { // whatever is open: questions, panels, a text
      ana.type(CTRL_C);
    }
    ana.hasAtCursor(">").enter("/quit");
    assertEquals(0, ana.exitCode());
    Path log = folder.resolve("ana/client.log");
    assertFalse(Files.readString(log).contains("ERROR"), Files.readString(log));
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
