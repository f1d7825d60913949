package recado.client.terminal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PhraseTest {
  private static final Set<String> WORDS =
      ResourceBundle.getBundle("recado.client.terminal.texts", Locale.ROOT).keySet();

  @ParameterizedTest
  @EnumSource(Phrase.class)
  void everyPhraseHasWords(Phrase phrase) {
    assertTrue(WORDS.contains(phrase.name()));
  }

  @ParameterizedTest
  @EnumSource(CommandWord.class)
  void everyCommandIsExplained(CommandWord command) {
    assertFalse(CommandParser.usage(command).isEmpty());
    assertTrue(WORDS.contains("SUMMARY_" + command.name()));
    for (String part : command.parts()) {
      assertTrue(WORDS.contains("USAGE_" + command.name() + "_" + part.toUpperCase(Locale.ROOT)));
    }
  }

  @Test
  void helpIsOneScreen() {
    assertTrue(Help.lines(null, 80).size() <= 23, "23 lines and the prompt");
  }
}
