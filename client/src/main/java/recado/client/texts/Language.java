package recado.client.texts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A language in which the client speaks. The program chooses one, once, before it says a word; any
 * thread may ask which.
 */
public enum Language {
  ENGLISH("en"),
  PORTUGUESE("pt-BR");

  /** Where POSIX looks for the language of messages: the first that is set counts. */
  private static final List<String> VARIABLES = List.of("LC_ALL", "LC_MESSAGES", "LANG");

  private static volatile Language inUse = ENGLISH;

  private final Locale locale;

  Language(String tag) {
    this.locale = Locale.forLanguageTag(tag);
  }

  /** The language of all words. */
  public static Language inUse() {
    return inUse;
  }

  /** Chooses it. */
  public static void use(Language language) {
    inUse = language;
  }

  /** The language of this tag, such as {@code pt-BR}, if we speak it. */
  public static Optional<Language> tagged(String tag) {
    return Arrays.stream(values())
        .filter(language -> language.toString().equalsIgnoreCase(tag))
        .findFirst();
  }

  /** The language of somebody with this environment: English if it names none that we speak. */
  public static Language of(Map<String, String> environment) {
    return VARIABLES.stream()
        .map(variable -> environment.getOrDefault(variable, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .flatMap(Language::named)
        .orElse(ENGLISH);
  }

  /** By a name as {@code pt_BR.UTF-8}; without a country it is the one we have of that language. */
  private static Optional<Language> named(String posix) {
    String tag = posix.replaceFirst("[.@].*", "").replace('_', '-');
    return tagged(tag)
        .or(
            () ->
                Arrays.stream(values())
                    .filter(language -> language.locale.getLanguage().equalsIgnoreCase(tag))
                    .findFirst());
  }

  /** How numbers and the names of days and months are written in it. */
  public Locale locale() {
    return locale;
  }

  /** Its tag. */
  @Override
  public String toString() {
    return locale.toLanguageTag();
  }
}
