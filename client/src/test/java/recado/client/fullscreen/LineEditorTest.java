package recado.client.fullscreen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What keys do to the text being written. */
final class LineEditorTest {
  private final LineEditor editor = new LineEditor();

  @Test
  void whatIsOneCharacterToAPersonIsDeletedAsOne() {
    for (String character :
        new String[] {"a", "é", "e\u0301", "😄", "👩‍👩‍👧", "👍🏽", "🇧🇷", "日"}) {
      editor.set("x" + character);
      editor.backspace();
      assertEquals("x", editor.text(), character);
      editor.set(character + "y");
      editor.toLineStart();
      editor.delete();
      assertEquals("y", editor.text(), character);
      editor.set(character);
      editor.left();
      assertEquals(0, editor.cursor(), character);
      editor.right();
      assertEquals(character.codePointCount(0, character.length()), editor.cursor());
    }
  }

  @Test
  void atTheEndsNothingHappens() {
    editor.backspace();
    editor.delete();
    editor.left();
    editor.right();
    editor.wordLeft();
    editor.wordRight();
    editor.deleteWord();
    editor.yank();
    assertTrue(editor.isEmpty());
    assertFalse(editor.up());
    assertFalse(editor.down());
  }

  @Test
  void wordsAndLinesAreDeletedAndComeBack() {
    editor.set("um dois\ntrês quatro");
    editor.deleteWord();
    assertEquals("um dois\ntrês ", editor.text());
    editor.yank();
    assertEquals("um dois\ntrês quatro", editor.text());
    editor.deleteToStart();
    assertEquals("um dois\n", editor.text());
    assertTrue(editor.up());
    editor.toLineStart();
    editor.wordRight();
    editor.deleteToEnd();
    assertEquals("um\n", editor.text());
    editor.yank();
    assertEquals("um dois\n", editor.text());
  }
}
