package recado.client.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import recado.protocol.LineWriter;

final class StampTest {
  private static final byte[] OURS = Stamp.beginning("5f0c12ab");

  @Test
  void comesBackFromATextOfTheWantedSize() {
    for (Stamp stamp :
        new Stamp[] {
          new Stamp(0, 0, 0),
          new Stamp(17, 2041, 81_234_567_890L),
          new Stamp(9_999_999, 1L << 40, 1L << 56)
        }) {
      LineWriter out = new LineWriter(100);
      stamp.write(out, OURS, 80);
      assertEquals(80, out.length());
      assertEquals(stamp, Stamp.read(cursor(out.toBytes()), OURS));
    }
  }

  @Test
  void anotherRunsTextIsNone() {
    for (String text : new String[] {"", "hello", "r5f0c12ab x 1 2 .", "r00000000 1 1 1 ."}) {
      assertNull(Stamp.read(cursor(text.getBytes(StandardCharsets.UTF_8)), OURS), text);
    }
  }

  private static LineCursor cursor(byte[] bytes) {
    LineCursor cursor = new LineCursor();
    cursor.place(bytes, 0, bytes.length);
    return cursor;
  }
}
