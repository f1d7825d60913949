package recado.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextTest {
  private static Text parsed(String wire) throws ProtocolException {
    byte[] line = wire.getBytes(StandardCharsets.UTF_8);
    return Text.parse(line, 0, line.length);
  }

  private static String wire(Text text) {
    return new String(text.wire(), StandardCharsets.UTF_8);
  }

  private static ErrorCode refusal(String wire) {
    return assertThrows(ProtocolException.class, () -> parsed(wire)).code();
  }

  @ParameterizedTest
  @CsvSource({"a\\nb, 0061 000a 0062", "\\r, 000d", "\\\\, 005c", "\\\\n, 005c 006e"})
  void threeCharactersAreEscapedOnTheWire(String wire, String characters) throws ProtocolException {
    StringBuilder plain = new StringBuilder();
    for (String hex : characters.split(" ", -1)) {
      plain.append((char) Integer.parseInt(hex, 16));
    }
    assertEquals(plain.toString(), parsed(wire).toString());
    assertEquals(wire, wire(Text.of(plain.toString())));
  }

  /** At the end of a line it would be taken for a part of the ending. */
  @Test
  void aCarriageReturnThatCameUnescapedIsEscapedOnItsWayOut() throws ProtocolException {
    Text text = parsed("a\rb\r");
    assertEquals("a\rb\r", text.toString());
    assertEquals("a\\rb\\r", wire(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "oi\\", "\\t", "\\ n", "\\N", "\\u0041", "\\\\\\"})
  void anyOtherBackslashPairIsBadSyntax(String wire) {
    assertEquals(ErrorCode.BAD_SYNTAX, refusal(wire));
  }

  @Test
  void hasAtMost4096BytesAfterUnescaping() throws ProtocolException {
    String longest = "é".repeat(2048);
    assertEquals(longest, parsed(longest).toString());
    assertEquals(longest, Text.of(longest).toString());
    assertEquals(ErrorCode.TOO_LONG, refusal(longest + "a"));
    assertThrows(IllegalArgumentException.class, () -> Text.of(longest + "a"));
  }

  @Test
  void anEscapeCountsAsOneByte() throws ProtocolException {
    String wire = "\\n".repeat(Limits.MAX_TEXT_BYTES);
    assertEquals("\n".repeat(Limits.MAX_TEXT_BYTES), parsed(wire).toString());
    assertEquals(ErrorCode.TOO_LONG, refusal(wire + "\\n"));
  }

  @Test
  void isAPartOfTheBytesGiven() throws ProtocolException {
    byte[] line = "X :\\noi\\".getBytes(StandardCharsets.UTF_8);
    assertEquals("\noi", Text.parse(line, 3, 7).toString());
    assertSame(Text.EMPTY, Text.parse(line, 3, 3));
  }

  @Test
  void hasNoNul() {
    assertThrows(IllegalArgumentException.class, () -> Text.of("a\0b"));
  }

  @Test
  void countsItsLengthInBytes() {
    assertEquals(7, Text.lengthInBytes("olá\n\\a"));
    assertEquals(4, Text.lengthInBytes("👋"));
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void comesBackFromTheWireAsItWentIn(long seed) throws ProtocolException {
    String characters = randomCharacters(new Random(seed));
    Text text = Text.of(characters);
    assertEquals(characters, text.toString());
    Text back = parsed(wire(text));
    assertEquals(text, back);
    assertEquals(text.hashCode(), back.hashCode());
    assertEquals(characters, back.toString());
  }

  private static String randomCharacters(Random random) {
    StringBuilder characters = new StringBuilder();
    for (int length = random.nextInt(300); length > 0; length--) {
      characters.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> "\n\r\\nr".charAt(random.nextInt(5));
            case 1 -> 1 + random.nextInt(0x7f);
            case 2 -> 0x80 + random.nextInt(0xd800 - 0x80);
            default -> 0xe000 + random.nextInt(0x110000 - 0xe000);
          });
    }
    return characters.toString();
  }
}
