package recado.client.fullscreen;

import java.text.BreakIterator;
import java.util.Locale;
import org.jline.reader.impl.BufferImpl;

/**
 * The text being written, and the place of the next character in it. Places count in code points;
 * what a person takes for one character, such as a letter with its accents or a family of emoji, is
 * passed over and deleted as one. Owned by the screen's thread.
 */
final class LineEditor {
  private final BufferImpl buffer = new BufferImpl();
  private String killed = "";

  String text() {
    return buffer.toString();
  }

  boolean isEmpty() {
    return buffer.length() == 0;
  }

  int cursor() {
    return buffer.cursor();
  }

  /** Another text, with the cursor at its end. */
  void set(String text) {
    buffer.clear();
    buffer.write(text);
  }

  void insert(String text) {
    buffer.write(text);
  }

  /** Puts something in place of the characters from a place up to the cursor. */
  void replace(int from, String text) {
    buffer.backspace(buffer.cursor() - from);
    buffer.write(text);
  }

  void left() {
    buffer.move(-before());
  }

  void right() {
    buffer.move(behind());
  }

  /** How many code points the character before the cursor has; 0 at the beginning. */
  private int before() {
    String text = buffer.substring(0, buffer.cursor());
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int end = characters.last();
    int begin = characters.previous();
    return begin == BreakIterator.DONE ? 0 : text.codePointCount(begin, end);
  }

  /** How many code points the character at the cursor has; 0 at the end. */
  private int behind() {
    String text = buffer.substring(buffer.cursor(), buffer.length());
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int end = characters.next();
    return end == BreakIterator.DONE ? 0 : text.codePointCount(0, end);
  }

  /** A line up; false if there is none. */
  boolean up() {
    return buffer.up();
  }

  /** A line down; false if there is none. */
  boolean down() {
    return buffer.down();
  }

  void toLineStart() {
    while (buffer.cursor() > 0 && buffer.prevChar() != '\n') {
      buffer.move(-1);
    }
  }

  void toLineEnd() {
    while (buffer.cursor() < buffer.length() && buffer.currChar() != '\n') {
      buffer.move(1);
    }
  }

  void wordLeft() {
    while (buffer.cursor() > 0 && !isInWord(buffer.prevChar())) {
      buffer.move(-1);
    }
    while (buffer.cursor() > 0 && isInWord(buffer.prevChar())) {
      buffer.move(-1);
    }
  }

  void wordRight() {
    while (buffer.cursor() < buffer.length() && !isInWord(buffer.currChar())) {
      buffer.move(1);
    }
    while (buffer.cursor() < buffer.length() && isInWord(buffer.currChar())) {
      buffer.move(1);
    }
  }

  private static boolean isInWord(int c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  void backspace() {
    buffer.backspace(before());
  }

  void delete() {
    buffer.delete(behind());
  }

  void deleteWord() {
    int end = buffer.cursor();
    while (buffer.cursor() > 0 && Character.isWhitespace(buffer.prevChar())) {
      buffer.move(-1);
    }
    while (buffer.cursor() > 0 && !Character.isWhitespace(buffer.prevChar())) {
      buffer.move(-1);
    }
    kill(end);
  }

  void deleteToStart() {
    int end = buffer.cursor();
    toLineStart();
    kill(end);
  }

  void deleteToEnd() {
    int begin = buffer.cursor();
    toLineEnd();
    int end = buffer.cursor();
    buffer.cursor(begin);
    kill(end);
  }

  private void kill(int end) {
    killed = buffer.substring(buffer.cursor(), end);
    buffer.delete(end - buffer.cursor());
  }

  /** Puts back what was deleted last. */
  void yank() {
    buffer.write(killed);
  }
}
