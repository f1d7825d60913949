package recado.client.fullscreen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

/** The text being written, in rows. */
final class WrappedTest {
  @Test
  void rowsAreFilledAndTheCursorIsWhereItBelongs() {
    Wrapped wrapped = Wrapped.of("abcdefg\nhi", 5, 4);
    assertEquals(List.of("abcd", "efg", "hi"), wrapped.rows());
    assertEquals(1, wrapped.cursorRow());
    assertEquals(1, wrapped.cursorColumn());
    Wrapped atEnd = Wrapped.of("abcdefg\nhi", 10, 4);
    assertEquals(2, atEnd.cursorRow());
    assertEquals(2, atEnd.cursorColumn());
  }

  @Test
  void noRowIsWiderThanTheScreenAndNothingIsLost() {
    Random random = new Random(7);
    String[] parts = {"a", "日", "😄", "e\u0301", " ", "\n", "ç"};
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      int columns = 2 + random.nextInt(20);
      int length = text.codePointCount(0, text.length());
      Wrapped wrapped = Wrapped.of(text.toString(), random.nextInt(length + 1), columns);
      for (String row : wrapped.rows()) {
        assertTrue(new AttributedString(row).columnLength() <= columns, text + " at " + columns);
      }
      assertEquals(text.toString().replace("\n", ""), String.join("", wrapped.rows()));
      assertTrue(wrapped.cursorRow() < wrapped.rows().size());
      assertTrue(wrapped.cursorColumn() <= columns);
      for (int rows = 1; rows <= wrapped.rows().size(); rows++) {
        Wrapped part = wrapped.around(rows);
        assertEquals(rows, part.rows().size());
        assertTrue(part.cursorRow() >= 0 && part.cursorRow() < rows);
      }
    }
  }
}
