package recado.client.texts;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What one command's help says, for picocli, in the language in use. The words are in {@code
 * options.properties}, under picocli's keys with the command's name before them, or {@code all}
 * where several commands say the same:
 *
 * <pre>
 * all.quiet=Do not show on the terminal what is going on.
 * pairs.usage.description.0=Throughput and latency of private messages between pairs.
 * pairs.window=Messages under way in each pair (default: ${DEFAULT-VALUE}).
 * </pre>
 */
public final class OptionTexts extends ResourceBundle {
  private static final Wording WORDS = new Wording("recado.client.texts.options");
  private static final String ALL = "all.";

  private final Map<String, String> texts = new LinkedHashMap<>();

  /** Of this command. */
  public OptionTexts(String command) {
    take(ALL);
    take(command + ".");
  }

  private void take(String beginning) {
    ResourceBundle words = WORDS.bundle(Language.inUse());
    for (String key : words.keySet()) {
      if (key.startsWith(beginning)) {
        texts.put(key.substring(beginning.length()), words.getString(key));
      }
    }
  }

  @Override
  protected @Nullable Object handleGetObject(String key) {
    return texts.get(key);
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(texts.keySet());
  }
}
