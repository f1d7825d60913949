package recado.client.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is said is said in every language, with the same things filled in. */
@ParameterizedClass
@ValueSource(strings = {"texts/texts", "texts/options", "bench/sayings"})
final class BundlesTest {
  /** With its place, or without; a variable of picocli's. */
  private static final Pattern FILLING =
      Pattern.compile("%(?:(\\d+)\\$)?([-,.\\d]*[a-zA-Z%])|(\\$\\{[^}]*})");

  /** Three words in a row; less may be the same in two languages. */
  private static final Pattern SENTENCE = Pattern.compile("^\\p{L}+ \\p{L}+ \\p{L}+");

  private final Properties english;
  private final Properties portuguese;

  BundlesTest(String name) throws IOException {
    english = words(name + ".properties");
    portuguese = words(name + "_pt_BR.properties");
  }

  /** One file alone: a bundle would have English words where there are no others. */
  private static Properties words(String file) throws IOException {
    Properties words =
        new Properties() {
          @Override
          public synchronized Object put(Object key, Object value) {
            assertFalse(containsKey(key), file + " has " + key + " twice");
            return super.put(key, value);
          }
        };
    var stream = Objects.requireNonNull(Language.class.getResourceAsStream("../" + file), file);
    try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      words.load(reader);
    }
    return words;
  }

  @Test
  void everyKeyIsInEveryLanguageAndNoneIsLeftOver() {
    assertEquals(english.stringPropertyNames(), portuguese.stringPropertyNames());
  }

  @Test
  void theSameIsFilledIn() {
    for (String key : english.stringPropertyNames()) {
      assertEquals(
          fillings(english.getProperty(key)), fillings(portuguese.getProperty(key, "")), key);
    }
  }

  /** What is filled in, by its place: {@code 1s}, {@code 2,d}. */
  private static List<String> fillings(String words) {
    List<String> fillings = new ArrayList<>();
    int place = 0;
    Matcher filling = FILLING.matcher(words);
    while (filling.find()) {
      String how = Objects.requireNonNullElse(filling.group(2), filling.group(3));
      boolean numbered = filling.group(1) != null || how.matches("[n%]|\\$.*");
      fillings.add((numbered ? Objects.requireNonNullElse(filling.group(1), "") : ++place) + how);
    }
    Collections.sort(fillings);
    return fillings;
  }

  @Test
  void noSentenceIsLeftUntranslated() {
    for (String key : english.stringPropertyNames()) {
      String words = english.getProperty(key);
      boolean sentence = SENTENCE.matcher(words).find();
      assertFalse(sentence && words.equals(portuguese.getProperty(key)), key + "=" + words);
    }
  }
}
