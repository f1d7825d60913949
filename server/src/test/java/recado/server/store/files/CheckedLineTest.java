package recado.server.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import recado.protocol.LineWriter;
import recado.protocol.Text;

final class CheckedLineTest {
  private static String written(LineWriter out) {
    return new String(out.toBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void isAJsonObjectThatEndsInItsChecksum() {
    LineWriter out = new LineWriter(16);
    new CheckedLine(out)
        .begin("id", 42)
        .number("at", 17)
        .word("user", "@ana")
        .words("users", List.of("@ana", "@bruno"))
        .words("nobody", List.of())
        .beginPairs("steps")
        .pair(true, 1, 2)
        .pair(false, 3, 4)
        .endPairs()
        .text("text", Text.of("a \"b\" \\ é\n\t\u0001"))
        .end();
    String json =
        "{\"id\":42,\"at\":17,\"user\":\"@ana\",\"users\":[\"@ana\",\"@bruno\"],"
            + "\"nobody\":[],\"steps\":[[1,2],[3,4]],"
            + "\"text\":\"a \\\"b\\\" \\\\ é\\n\\u0009\\u0001\"}";
    assertEquals(TestFolder.checked(json), written(out));
  }

  @Test
  void followsWhatWasWrittenBefore() {
    LineWriter out = new LineWriter(16);
    new CheckedLine(out).beginWord("kind", "a").end();
    new CheckedLine(out).beginWord("kind", "b").end();
    assertEquals(
        TestFolder.checked("{\"kind\":\"a\"}") + TestFolder.checked("{\"kind\":\"b\"}"),
        written(out));
  }

  /** A checksum of 32 bits finds every single flipped bit. */
  @Test
  void isNotIntactWithAnyBitFlipped() {
    LineWriter out = new LineWriter(16);
    new CheckedLine(out).begin("id", 42).text("text", Text.of("olá")).end();
    byte[] line = out.toBytes();
    int length = line.length - 1; // without the line feed
    assertTrue(CheckedLine.isIntact(line, length));
    for (int bit = 0; bit < 8 * length; bit++) {
      line[bit / 8] ^= (byte) (1 << (bit % 8));
      assertFalse(CheckedLine.isIntact(line, length), "bit " + bit);
      line[bit / 8] ^= (byte) (1 << (bit % 8));
    }
  }

  @Test
  void isNotIntactCutShort() {
    LineWriter out = new LineWriter(16);
    new CheckedLine(out).begin("id", 42).end();
    byte[] line = out.toBytes();
    for (int length = 0; length < line.length - 1; length++) {
      assertFalse(CheckedLine.isIntact(line, length), length + " bytes");
    }
  }
}
