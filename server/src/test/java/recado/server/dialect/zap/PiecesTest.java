package recado.server.dialect.zap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text in pieces that a client can take. */
final class PiecesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "€", "😀", "aé€😀"})
  void areAsLongAsTheyMayBeAndLoseNothing(String unit) {
    String text = unit.repeat(1000);
    List<String> pieces = Pieces.of(text, 218);
    assertEquals(text, String.join("", pieces));
    for (String piece : pieces) {
      int bytes = piece.getBytes(StandardCharsets.UTF_8).length;
      assertTrue(bytes <= 218, bytes + " bytes");
      assertTrue(bytes > 214 || piece.equals(pieces.getLast()), bytes + " bytes");
    }
  }

  @Test
  void aShortTextIsOne() {
    assertEquals(List.of(""), Pieces.of("", 218));
    assertEquals(List.of("oi"), Pieces.of("oi", 218));
    assertEquals(List.of("a".repeat(218)), Pieces.of("a".repeat(218), 218));
    assertEquals(List.of("a".repeat(218), "a"), Pieces.of("a".repeat(219), 218));
  }

  @Test
  void lineFeedsAndOtherControlsBecomeSpaces() {
    assertEquals(List.of("a b c d"), Pieces.of("a\nb\rc\u001bd", 218));
  }
}
