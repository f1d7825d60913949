package recado.client.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HarmlessTest {
  @Test
  void ordinaryTextStaysAsItIs() {
    String text = "Olá, você! 日本語 — «ok» ✓ 👩‍👩‍👧 می‌خواهم";
    assertEquals(text, Harmless.text(text));
  }

  @Test
  void escapeSequencesAreShownAndNotObeyed() {
    assertEquals("␛[2J␛]0;title␇", Harmless.text("\u001b[2J\u001b]0;title\u0007"));
    assertEquals("␈␡", Harmless.text("\b\u007f"));
  }

  @Test
  void eightBitControlsAreReplaced() {
    assertEquals("�31m", Harmless.text("\u009b31m"));
  }

  @Test
  void lettersThatTurnTextRoundAreReplaced() {
    assertEquals("a�b�c�", Harmless.text("a\u202eb\u2066c\u200f"));
    assertEquals("a�b", Harmless.text("a\ufeffb"));
  }

  @Test
  void everySpaceIsAnOrdinaryOne() {
    assertEquals("a b  c d", Harmless.text("a\u00a0b\u3000c\u2800d"));
  }

  @Test
  void lineEndingsAreLineFeeds() {
    assertEquals("a\nb\nc\nd", Harmless.text("a\r\nb\nc\u2028d"));
    assertEquals("a␍b", Harmless.text("a\rb"));
  }

  @Test
  void aNameHasOneLine() {
    assertEquals("a␊12:00 b: c", Harmless.line("a\n12:00 b: c"));
  }

  @Test
  void onlySoManyMarksStandOnALetter() {
    assertEquals("é", Harmless.text("é"));
    assertEquals(7, Harmless.text("e" + "\u0301".repeat(100)).length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00b"})
  void halfACharacterIsReplaced(String text) {
    assertTrue(Harmless.text(text).contains("�"));
  }

  @Test
  void nothingThatCouldComeIsAControlCharacterAfterwards() {
    StringBuilder everything = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      everything.appendCodePoint(c);
    }
    String harmless = Harmless.line(everything.toString());
    assertFalse(harmless.codePoints().anyMatch(Character::isISOControl));
    assertFalse(
        harmless
            .codePoints()
            .filter(c -> c != 0x200c && c != 0x200d)
            .anyMatch(c -> Character.getType(c) == Character.FORMAT));
  }
}
