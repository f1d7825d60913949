package recado.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestDecoderTest {
  private static RequestDecoder decoder(String lines) {
    byte[] bytes = lines.getBytes(StandardCharsets.ISO_8859_1);
    return new RequestDecoder(LineDecoder.ofRequests(new ByteArrayInputStream(bytes)));
  }

  /** The request, or the error, as text: what the general way makes of the line. */
  private static String general(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return RequestCodec.decode(WireLine.parse(bytes, 0, bytes.length)).toString();
    } catch (ProtocolException e) {
      return e.toEvent().toString();
    }
  }

  private static String quick(RequestDecoder decoder) throws IOException {
    try {
      return String.valueOf(decoder.next());
    } catch (ProtocolException e) {
      return e.toEvent().toString();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SEND c1 @bruno :oi",
        "SEND c1 @bruno :",
        "SEND c1 @bruno : :two colons",
        "SEND c1 @Bruno :oi",
        "SEND c1 #casa :oi",
        "SEND c1 * :oi",
        "SEND A.b_c-9 @bruno :with \\n an escape",
        "SEND c1 @bruno :with a wrong \\x escape",
        "SEND c1 @bruno :with a tab\t",
        "SEND c1 @bruno :with a NUL\0",
        "SEND c1 @bruno :\u00c3\u00a9",
        "SEND c1 @bruno :\u00ff",
        "SEND c1 @bruno :\u00c3",
        "SEND c1 @bruno :\u00ed\u00a0\u0080",
        "SEND c\u00e9 @bruno :oi",
        "SEND c1 @br\u00fcno :oi",
        "SEND c! @bruno :oi",
        "SEND  @bruno :oi",
        "SEND c1  :oi",
        "SEND c1 bruno :oi",
        "SEND c1 @bruno more :oi",
        "SEND c1 @bruno oi",
        "SEND c1 @bruno ",
        "SEND c1 @bruno",
        "SEND c1 :oi",
        "SEND c1 ",
        "SEND c1",
        "SEND ",
        "SEND",
        "SENDX c1 @bruno :oi",
        "send c1 @bruno :oi",
        "ACK 1",
        "ACK 0",
        "ACK 007",
        "ACK 999999999999999999",
        "ACK 9223372036854775807",
        "ACK 9223372036854775808",
        "ACK 1x",
        "ACK -1",
        "ACK +1",
        "ACK 1 2",
        "ACK 1 :text",
        "ACK ",
        "ACK",
        "ack 1",
        "PING x",
        "",
        ":",
        " "
      })
  void saysWhatTheGeneralWaySays(String line) throws IOException {
    RequestDecoder decoder = decoder(line + "\n" + line + "\r\n");
    assertEquals(general(line), quick(decoder));
    assertEquals(general(line), quick(decoder));
    assertEquals("null", quick(decoder));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aTextHasItsGreatestLength(int more) throws IOException {
    String line = "SEND c1 @bruno :" + "x".repeat(Limits.MAX_TEXT_BYTES + more);
    assertEquals(general(line), quick(decoder(line + "\n")));
  }

  @Test
  void aConversationThatIsWrittenToAgainIsTheSameObject() throws IOException, ProtocolException {
    RequestDecoder decoder =
        decoder(
            """
            SEND c1 @bruno :a
            SEND c2 @bruno :b
            SEND c3 @bruno2 :c
            SEND c4 @brun :d
            SEND c5 @brun\u00e9 :e
            SEND c6 @brun :f
            """);
    List<Conversation> to = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    while (decoder.hasNext() || to.isEmpty()) {
      try {
        if (decoder.next() instanceof Request.Send send) {
          to.add(send.to());
        }
      } catch (ProtocolException e) {
        refused.add(String.valueOf(e.toEvent()));
      }
    }
    assertEquals("[@bruno, @bruno, @bruno2, @brun, @brun]", to.toString());
    assertSame(to.get(0), to.get(1));
    assertEquals(1, refused.size());
    assertNull(decoder.next());
  }
}
