package recado.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recado.client.local.NoticeLevel;
import recado.client.texts.Language;
import recado.client.texts.Phrase;

final class AliasesTest {
  @AfterEach
  void speakEnglishAgain() {
    Language.use(Language.ENGLISH);
  }

  @ParameterizedTest
  @CsvSource({
    "/abrir @bruno, /open @bruno",
    "/Histórico @bruno 5, /history @bruno 5",
    "/historico, /history",
    "/contato adicionar @bruno Bruno Silva, /contact add @bruno Bruno Silva",
    "/grupo criar #familia @bruno, /group create #familia @bruno",
    "/group sair #familia, /group leave #familia",
    "/ajuda abrir, /help open",
    "/sair, /quit"
  })
  void portugueseWordsAreUnderstoodInEveryLanguage(String portuguese, String english)
      throws UsageException {
    for (Language language : Language.values()) {
      Language.use(language);
      assertEquals(CommandParser.parse(english), CommandParser.parse(portuguese));
    }
  }

  @Test
  void everyAliasStandsForSomethingAndHidesNothing() {
    Set<String> commands = new TreeSet<>();
    Set<String> parts = new TreeSet<>();
    for (CommandWord command : CommandWord.values()) {
      commands.add(command.word().substring(1));
      parts.addAll(command.parts());
    }
    for (NoticeLevel level : NoticeLevel.values()) {
      parts.add(level.name().toLowerCase(Locale.ROOT));
    }
    for (Language language : Language.values()) {
      check("ALIASES", language, commands);
      check("ALIASES_OF_PARTS", language, parts);
    }
  }

  private static void check(String key, Language language, Set<String> words) {
    List<String> aliases =
        Arrays.stream(Phrase.named(key, language).split(" +", -1))
            .filter(alias -> !alias.isEmpty())
            .toList();
    for (String alias : aliases) {
      List<String> sides = List.of(alias.split("=", -1));
      assertEquals(2, sides.size(), alias);
      assertTrue(!words.contains(sides.get(0)) && words.contains(sides.get(1)), alias);
    }
    Set<String> different =
        aliases.stream().map(alias -> alias.replaceFirst("=.*", "")).collect(Collectors.toSet());
    assertEquals(aliases.size(), different.size(), "one meaning each");
  }

  @Test
  void aWrongWordIsComparedWithThoseOfTheLanguageInUse() {
    Language.use(Language.PORTUGUESE);
    String said =
        assertThrows(UsageException.class, () -> CommandParser.parse("/abrri @bruno")).message();
    assertEquals("O comando /abrri não existe. Você quis dizer /abrir?", said);
  }
}
