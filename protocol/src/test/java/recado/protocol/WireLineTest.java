package recado.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WireLineTest {
  @Test
  void hasAVerbParamsAndAText() throws ProtocolException {
    WireLine line = Lines.parsed("SEND c1 @bruno :oi : tudo bem? ");
    assertEquals("SEND", line.verb());
    assertEquals(2, line.paramCount());
    assertEquals("c1", line.param(0));
    assertEquals("@bruno", line.param(1));
    assertEquals(List.of("@bruno"), line.paramsFrom(1));
    assertTrue(line.hasText());
    assertEquals("oi : tudo bem? ", line.text().toString());
  }

  @Test
  void mayBeAVerbAlone() throws ProtocolException {
    WireLine line = Lines.parsed("WHO");
    assertEquals("WHO", line.verb());
    assertEquals(0, line.paramCount());
    assertEquals(List.of(), line.paramsFrom(0));
    assertFalse(line.hasText());
  }

  @Test
  void isAPartOfTheBytesGiven() throws ProtocolException {
    byte[] bytes = "BYE\nPING a\nPING b\n".getBytes(StandardCharsets.UTF_8);
    WireLine line = WireLine.parse(bytes, 4, 10);
    assertEquals("PING", line.verb());
    assertEquals("a", line.param(0));
    assertEquals(1, line.paramCount());
  }

  @Test
  void anEmptyTextIsAText() throws ProtocolException {
    WireLine line = Lines.parsed("TOPIC :");
    assertTrue(line.hasText());
    assertEquals(Text.EMPTY, line.text());
  }

  @Test
  void aColonInsideAParamBeginsNoText() throws ProtocolException {
    WireLine line = Lines.parsed("PING a:b");
    assertEquals("a:b", line.param(0));
    assertFalse(line.hasText());
  }

  @Test
  void aParamOrTextThatIsNotThereIsAnErrorOfTheOneWhoAsks() throws ProtocolException {
    WireLine line = Lines.parsed("SEND c1");
    assertEquals(
        ErrorCode.BAD_SYNTAX, assertThrows(ProtocolException.class, () -> line.param(1)).code());
    assertEquals(ErrorCode.BAD_SYNTAX, assertThrows(ProtocolException.class, line::text).code());
    assertEquals(List.of(), line.paramsFrom(1));
  }

  @ParameterizedTest
  @CsvSource({"ping, PING", "PiNg, PING", "group-of, GROUP-OF", "v2, V2", "'p!ng', -", "ölá, -"})
  void theVerbIsInUpperCaseOrADashIfItIsNone(String written, String verb) throws ProtocolException {
    assertEquals(verb, Lines.parsed(written).verb());
  }

  @Test
  void aVerbThatIsTooLongIsADash() throws ProtocolException {
    assertEquals("A".repeat(32), Lines.parsed("a".repeat(32)).verb());
    assertEquals(ProtocolException.NO_VERB, Lines.parsed("a".repeat(33)).verb());
  }

  @ParameterizedTest
  @CsvSource({
    "'', -",
    "' ', -",
    "' PING a', -",
    "'PING ', PING",
    "'PING  a', PING",
    "'PING a ', PING",
    "'PING a  :b', PING"
  })
  void oneSpaceStandsBetweenTwoParts(String written, String verb) {
    ProtocolException refusal = assertThrows(ProtocolException.class, () -> Lines.parsed(written));
    assertEquals(ErrorCode.BAD_SYNTAX, refusal.code());
    assertEquals(verb, refusal.verb());
  }

  /** So that the params can still be told, what is wrong in the text shows later. */
  @Test
  void refusesNulWithItsVerb() throws ProtocolException {
    ProtocolException inAParam =
        assertThrows(ProtocolException.class, () -> Lines.parsed("PING a\0b"));
    assertEquals("PING", inAParam.verb());
    assertEquals(ErrorCode.BAD_SYNTAX, inAParam.code());
    WireLine line = Lines.parsed("SEND c1 :a\0b");
    assertEquals("c1", line.param(0));
    assertEquals(ErrorCode.BAD_SYNTAX, assertThrows(ProtocolException.class, line::text).code());
  }

  @Test
  void refusesWhatIsNotUtf8WithItsVerb() throws ProtocolException {
    byte[] inAParam = "PING olá".getBytes(StandardCharsets.ISO_8859_1);
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> WireLine.parse(inAParam, 0, inAParam.length));
    assertEquals("PING", refusal.verb());
    assertEquals(ErrorCode.BAD_SYNTAX, refusal.code());
    byte[] inTheText = "SEND c1 :olá".getBytes(StandardCharsets.ISO_8859_1);
    WireLine line = WireLine.parse(inTheText, 0, inTheText.length);
    assertEquals("c1", line.param(0));
    assertEquals(ErrorCode.BAD_SYNTAX, assertThrows(ProtocolException.class, line::text).code());
  }
}
