package recado.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

final class ParagraphTest {
  @Test
  void aShortTextIsOneLine() {
    assertEquals(List.of("12:03 Ana: olá"), lines("12:03 Ana: olá", 40));
    assertEquals(List.of(""), lines("", 40));
  }

  @Test
  void longTextsBreakBetweenWordsAndAreIndented() {
    assertEquals(
        List.of("12:03 Ana: one two", "      three four", "      five"),
        lines("12:03 Ana: one two three four five", 18));
  }

  @Test
  void furtherLinesAreIndentedSoThatNobodySpeaksForOthers() {
    assertEquals(
        List.of("12:03 Ana: olá", "      12:04 Bruno: I owe Ana 100"),
        lines("12:03 Ana: olá\n12:04 Bruno: I owe Ana 100", 0));
  }

  @Test
  void anAddressStaysWhole() {
    String address = "https://example.org/a/very/long/path";
    assertEquals(
        List.of("see", "      " + address, "      now"), lines("see " + address + " now", 20));
  }

  @Test
  void wideCharactersCountTwice() {
    assertEquals(List.of("日本語", "      日本"), lines("日本語 日本", 10));
  }

  @Test
  void withoutAWidthOnlyLineFeedsBreak() {
    assertEquals(1, lines("word ".repeat(100), 0).size());
  }

  @Test
  void spacesAloneDoNotHangIt() {
    assertEquals("a", String.join("", lines(" ".repeat(50) + "a", 10)).strip());
  }

  private static List<String> lines(String text, int columns) {
    return new Paragraph(new AttributedString(text), 6)
        .lines(columns).stream().map(Object::toString).toList();
  }
}
