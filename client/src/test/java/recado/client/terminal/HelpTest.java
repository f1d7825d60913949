package recado.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recado.client.command.CommandWord;
import recado.client.texts.Language;

final class HelpTest {
  @AfterEach
  void speakEnglishAgain() {
    Language.use(Language.ENGLISH);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void helpIsOneScreen(Language language) {
    Language.use(language);
    assertTrue(Help.lines(null, 80).size() <= 23, "23 lines and the prompt");
    namesEveryCommand(Help.lines(null, 80));
  }

  @Test
  void whatDoesNotFitIsNamedTogether() {
    for (int most = 14; most <= 30; most++) {
      List<AttributedString> lines = Help.overview(80, most);
      assertTrue(lines.size() <= most, most + " lines");
      namesEveryCommand(lines);
    }
    List<String> lines = Help.overview(80, 21).stream().map(AttributedString::toString).toList();
    assertEquals(1, lines.stream().filter(line -> line.startsWith("Also: /")).count());
    assertTrue(lines.getLast().startsWith("/quit"), "which is never among them");
  }

  @Test
  void aNarrowTerminalHasWhatItIsForBelowTheCommand() {
    List<AttributedString> lines = Help.lines(null, 40);
    lines.forEach(line -> assertTrue(line.columnLength() <= 40, line.toString()));
    List<String> texts = lines.stream().map(AttributedString::toString).toList();
    int open = texts.indexOf("/open @name, #group or *");
    assertEquals("    talk there: a line alone goes to it", texts.get(open + 1));
    assertTrue(texts.contains("/list  who is online"), "in one line where that fits");
    namesEveryCommand(lines);
  }

  private static void namesEveryCommand(List<AttributedString> lines) {
    String all = String.join(" ", lines.stream().map(AttributedString::toString).toList()) + " ";
    for (CommandWord command : CommandWord.values()) {
      assertTrue(all.matches("(?s).*" + command.word() + "[ ;].*"), command.word());
    }
  }

  @Test
  void otherWordsForACommandAreTold() {
    Language.use(Language.PORTUGUESE);
    List<String> lines = Help.lines(CommandWord.QUIT, 80).stream().map(Object::toString).toList();
    assertTrue(lines.contains("  também: /sair"), lines.toString());
  }
}
