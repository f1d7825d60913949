package recado.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineWriterTest {
  private static String written(LineWriter out) {
    return new String(out.toBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void writesOneAfterTheOther() {
    byte[] more = {'<', 'o', 'i', '>'};
    LineWriter out = new LineWriter(0);
    out.ascii("MSG").put((byte) ' ').decimal(42).put(more).put(more, 1, 3).utf8(" olá");
    assertEquals("MSG 42<oi>oi olá", written(out));
    assertEquals(written(out).length() + 1, out.length());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, 99, 100, 1763690000000L, Long.MAX_VALUE - 1, Long.MAX_VALUE})
  void writesADecimal(long number) {
    assertEquals(Long.toString(number), written(new LineWriter(0).decimal(number)));
  }

  @Test
  void refusesANegativeNumber() {
    assertThrows(IllegalArgumentException.class, () -> new LineWriter(0).decimal(-1));
  }

  @Test
  void growsAsNeeded() {
    LineWriter out = new LineWriter(0);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      out.decimal(i).put((byte) ' ');
      expected.append(i).append(' ');
    }
    out.put(new byte[100_000]);
    assertEquals(expected.toString(), written(out).substring(0, expected.length()));
    assertEquals(expected.length() + 100_000, out.length());
  }

  @Test
  void beginsAnewWhenCleared() {
    LineWriter out = new LineWriter(0).ascii("first");
    byte[] first = out.toBytes();
    out.clear();
    assertEquals(0, out.length());
    out.ascii("second");
    assertEquals("second", written(out));
    assertArrayEquals(new byte[] {'f', 'i', 'r', 's', 't'}, first);
  }

  @Test
  void goesBackToAnEarlierLength() {
    LineWriter out = new LineWriter(0).ascii("kept dropped");
    out.truncate(4);
    assertEquals("kept!", written(out.put((byte) '!')));
    assertThrows(IllegalArgumentException.class, () -> out.truncate(6));
    assertThrows(IllegalArgumentException.class, () -> out.truncate(-1));
  }

  @Test
  void itsBufferHasTheSameBytes() {
    LineWriter out = new LineWriter(0).ascii("oi");
    assertEquals("oi", new String(out.buffer(), 0, out.length(), StandardCharsets.US_ASCII));
  }
}
