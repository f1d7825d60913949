package recado.client.texts;

/**
 * Takes the teeth out of other people's texts. A terminal obeys control characters, and some
 * letters that nobody sees turn round what stands after them; here they become visible signs that
 * do nothing. Stateless.
 */
public final class Harmless {
  private static final char CONTROL_PICTURES = '\u2400'; // U+2400 to U+241F stand for U+0000 …
  private static final char DELETE_PICTURE = '\u2421';
  private static final char REPLACEMENT = '\ufffd';
  private static final char LINE_FEED_PICTURE = '\u240a';
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  /** Letters that look like nothing: with them a line could be made to seem to end. */
  private static final String BLANK_LETTERS = "\u2800\u3164\u115f\u1160\uffa0";

  /** More marks on one letter than any script needs would smear over the lines around it. */
  private static final int MOST_MARKS_ON_A_LETTER = 6;

  private Harmless() {}

  /** A text of several lines: line feeds stay. */
  public static String text(String text) {
    StringBuilder harmless = new StringBuilder(text.length());
    int marks = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      marks = isMark(c) ? marks + 1 : 0;
      if (c == '\r' && i < text.length() && text.charAt(i) == '\n') {
        continue; // Windows' line ending
      }
      if (marks <= MOST_MARKS_ON_A_LETTER) {
        append(harmless, c);
      }
    }
    return harmless.toString();
  }

  /** A name or the like, which has one line: line feeds become visible, too. */
  public static String line(String text) {
    return text(text).replace('\n', LINE_FEED_PICTURE);
  }

  private static void append(StringBuilder harmless, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL -> appendControl(harmless, c);
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> harmless.append('\n');
      case Character.SPACE_SEPARATOR -> harmless.append(c == 0x3000 ? "  " : " ");
      case Character.FORMAT -> appendFormat(harmless, c);
      case Character.SURROGATE -> harmless.append(REPLACEMENT);
      default -> harmless.appendCodePoint(BLANK_LETTERS.indexOf(c) < 0 ? c : ' ');
    }
  }

  private static void appendControl(StringBuilder harmless, int c) {
    if (c == '\n') {
      harmless.append('\n');
    } else if (c == '\t') {
      harmless.append("    ");
    } else if (c < ' ') {
      harmless.append((char) (CONTROL_PICTURES + c));
    } else {
      harmless.append(c == 0x7f ? DELETE_PICTURE : REPLACEMENT);
    }
  }

  /** Joiners make emoji and are part of some scripts; the others turn, hide or split text. */
  private static void appendFormat(StringBuilder harmless, int c) {
    if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
      harmless.appendCodePoint(c);
    } else {
      harmless.append(REPLACEMENT);
    }
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }
}
