package recado.client.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import recado.client.texts.Language;
import recado.client.texts.Phrase;

/**
 * Other words for what is typed, as the bundles of the languages list them: {@code abrir=open
 * sair=quit}. They are understood in every language, and offered in their own.
 */
final class Aliases {
  /** Of the words after a slash. */
  static final Aliases OF_COMMANDS = new Aliases("ALIASES");

  /** Of the words that come next. */
  static final Aliases OF_PARTS = new Aliases("ALIASES_OF_PARTS");

  private final String key;

  private Aliases(String key) {
    this.key = key;
  }

  /** The word that this one, written in whatever case, stands for; itself if it is no alias. */
  String meaning(String written) {
    String word = written.toLowerCase(Locale.ROOT);
    return Arrays.stream(Language.values())
        .flatMap(language -> Optional.ofNullable(in(language).get(word)).stream())
        .findFirst()
        .orElse(word);
  }

  /** The other words for this one in the language in use. */
  List<String> of(String word) {
    return in(Language.inUse()).entrySet().stream()
        .filter(alias -> alias.getValue().equals(word))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Meanings by alias. */
  private Map<String, String> in(Language language) {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (String alias : Phrase.named(key, language).split(" ", -1)) {
      int equals = alias.indexOf('=');
      if (equals > 0) {
        meanings.put(alias.substring(0, equals), alias.substring(equals + 1));
      }
    }
    return meanings;
  }
}
