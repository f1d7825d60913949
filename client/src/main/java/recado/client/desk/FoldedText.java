package recado.client.desk;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text without case and accents, so that nao is found in Não, and where each part of it stands in
 * the text as it was written. Immutable.
 */
public final class FoldedText {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /**
   * A part of a text.
   *
   * @param from the index of its first char
   * @param to the index behind its last one
   */
  public record Place(int from, int to) {}

  private final String folded;
  private final int[] origins; // of each char, and of the end

  private FoldedText(String folded, int[] origins) {
    this.folded = folded;
    this.origins = origins;
  }

  /** Of this text. */
  public static FoldedText of(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    int[] origins = new int[4 * text.length() + 1]; // no letter becomes more than that
    for (int i = 0; i < text.length(); ) {
      int end = i + Character.charCount(text.codePointAt(i));
      String part = fold(text.substring(i, end));
      for (int k = 0; k < part.length() && folded.length() < origins.length - 1; k++) {
        origins[folded.length()] = i;
        folded.append(part.charAt(k));
      }
      i = end;
    }
    origins[folded.length()] = text.length();
    return new FoldedText(folded.toString(), origins);
  }

  /** Without case and accents. */
  static String fold(String text) {
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  /** The words of what is looked for, without case and accents. */
  public static List<String> words(String written) {
    return SPACES.splitAsStream(fold(written)).filter(word -> !word.isEmpty()).toList();
  }

  /** The first place of a folded word that begins at this index, or later. */
  public Optional<Place> find(String word, int from) {
    int index = folded.indexOf(word);
    while (index >= 0 && origins[index] < from) {
      index = folded.indexOf(word, index + 1);
    }
    return index < 0
        ? Optional.empty()
        : Optional.of(new Place(origins[index], origins[index + word.length()]));
  }
}
