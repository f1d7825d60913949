package recado.client.texts;

import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;

/**
 * The words of one file and of its translations: those of the language in use. Immutable.
 *
 * <p>{@code %s} in the words is where something is filled in; {@code %1$s}, {@code %2$s} where the
 * order is another one in another language.
 */
public final class Wording {
  private static final Control WITHOUT_THE_SYSTEMS_LANGUAGE =
      Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  private final String baseName;

  /** Of this resource, named as a class is. */
  public Wording(String baseName) {
    this.baseName = baseName;
  }

  /** The words under this key, with these filled in. */
  public String text(String key, @Nullable Object... fillings) {
    return String.format(Language.inUse().locale(), raw(key, Language.inUse()), fillings);
  }

  /** The words under this key as they stand in the file of this language. */
  public String raw(String key, Language language) {
    return bundle(language).getString(key);
  }

  /** All words in this language. */
  ResourceBundle bundle(Language language) {
    return ResourceBundle.getBundle(baseName, language.locale(), WITHOUT_THE_SYSTEMS_LANGUAGE);
  }
}
