package recado.client.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import recado.client.command.CommandParser;
import recado.client.command.CommandWord;

@ParameterizedClass
@EnumSource(Language.class)
final class PhraseTest {
  private final Language language;

  PhraseTest(Language language) {
    this.language = language;
  }

  @BeforeEach
  void speak() {
    Language.use(language);
  }

  @AfterEach
  void speakEnglishAgain() {
    Language.use(Language.ENGLISH);
  }

  @Test
  void everyPhraseHasWordsThatCanBeFilledIn() {
    Object[] fillings = {"1", "2", "3", "4", "5"};
    for (Phrase phrase : Phrase.values()) {
      assertFalse(phrase.text(fillings).isEmpty(), phrase.name());
    }
  }

  @Test
  void everyCommandIsExplained() {
    for (CommandWord command : CommandWord.values()) {
      assertFalse(CommandParser.usage(command).isEmpty());
      assertFalse(Phrase.named("SUMMARY_" + command.name()).isEmpty());
      for (String part : command.parts()) {
        assertFalse(CommandParser.usage(command, part).isEmpty());
      }
    }
  }

  @Test
  void noWordsAreLeftOver() {
    TreeSet<String> keys = new TreeSet<>(Phrase.WORDS.bundle(language).keySet());
    keys.removeIf(key -> key.startsWith("MENU_") || key.startsWith("ALIASES"));
    Arrays.stream(Phrase.values()).map(Phrase::name).forEach(keys::remove);
    for (CommandWord command : CommandWord.values()) {
      keys.remove("USAGE_" + command.name());
      keys.remove("SUMMARY_" + command.name());
      for (String part : command.parts()) {
        keys.remove("USAGE_" + command.name() + "_" + part.toUpperCase(Locale.ROOT));
      }
    }
    assertEquals(new TreeSet<>(), keys);
  }
}
