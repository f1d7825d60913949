package recado.client.fullscreen;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Texts of which every terminal knows how wide they are. Terminals disagree about emoji that are
 * made of several: a family is two columns on one and eight on another, and whoever reckons wrongly
 * draws over what stands beside it. Here the parts stand side by side: the joiners, and what
 * chooses colours of skin or forms, are left out. Stateless.
 */
final class Steady {
  private static final int ZERO_WIDTH_JOINER = 0x200d;
  private static final int FIRST_EMOJI = 0x1f000;
  private static final int FIRST_SIGN = 0x2190; // arrows, technical signs, dingbats …
  private static final int LAST_SIGN = 0x2bff;

  private Steady() {}

  static AttributedString of(AttributedString text) {
    if (text.chars().noneMatch(c -> c >= ZERO_WIDTH_JOINER)) {
      return text;
    }
    AttributedStringBuilder steady = new AttributedStringBuilder(text.length());
    int before = 0;
    for (int i = 0; i < text.length(); ) {
      int c = Character.codePointAt(text, i);
      int end = i + Character.charCount(c);
      if (!isLeftOut(c, before)) {
        steady.append(text, i, end);
        before = c;
      }
      i = end;
    }
    return steady.toAttributedString();
  }

  /** Whether this character is left out behind that one. */
  static boolean isLeftOut(int c, int before) {
    boolean variation = c == 0xfe0e || c == 0xfe0f;
    boolean skin = c >= 0x1f3fb && c <= 0x1f3ff;
    return variation || (isEmoji(before) && (skin || c == ZERO_WIDTH_JOINER));
  }

  private static boolean isEmoji(int c) {
    return c >= FIRST_EMOJI || (c >= FIRST_SIGN && c <= LAST_SIGN);
  }
}
