package recado.client.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"pt_BR.UTF-8", "pt_BR", "pt_BR.ISO-8859-1@euro", "pt-BR", "pt", "PT_br.utf8"})
  void whoLivesInBrazilIsSpokenToInPortuguese(String lang) {
    assertEquals(Language.PORTUGUESE, Language.of(Map.of("LANG", lang)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "C.UTF-8", "POSIX", "en_GB.UTF-8", "de_DE.UTF-8", "pt_PT", "x"})
  void everybodyElseIsSpokenToInEnglish(String lang) {
    assertEquals(Language.ENGLISH, Language.of(Map.of("LANG", lang)));
    assertEquals(Language.ENGLISH, Language.of(Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "pt_BR, en_US, en_US, PORTUGUESE",
    "en_US, pt_BR, pt_BR, ENGLISH",
    ", pt_BR, en_US, PORTUGUESE",
    ", C, pt_BR, ENGLISH",
    "'', '', pt_BR, PORTUGUESE"
  })
  void theFirstVariableThatSaysSomethingCounts(
      String all, String messages, String lang, Language language) {
    Map<String, String> environment = new HashMap<>();
    environment.put("LC_ALL", all);
    environment.put("LC_MESSAGES", messages);
    environment.put("LANG", lang);
    environment.values().removeIf(value -> value == null);
    assertEquals(language, Language.of(environment));
  }

  @Test
  void aTagIsOneOfOurs() {
    assertEquals(Optional.of(Language.PORTUGUESE), Language.tagged("pt-BR"));
    assertEquals(Optional.of(Language.PORTUGUESE), Language.tagged("pt-br"));
    assertEquals(Optional.of(Language.ENGLISH), Language.tagged("en"));
    assertEquals(Optional.empty(), Language.tagged("pt_BR"));
    assertEquals(Optional.empty(), Language.tagged("ENGLISH"));
  }
}
