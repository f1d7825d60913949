package recado.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Whatever a peer sends is a request, an event or a {@link ProtocolException}, and nothing else.
 */
final class CodecFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void requests(byte[] sent) throws IOException, ProtocolException {
    RequestDecoder decoder =
        new RequestDecoder(LineDecoder.ofRequests(new ByteArrayInputStream(sent)));
    while (true) {
      try {
        Request request = decoder.next();
        if (request == null) {
          return;
        }
        LineWriter line = new LineWriter(64);
        RequestCodec.encode(request, line);
        assertEquals(request, RequestCodec.decode(line(line.toBytes())));
      } catch (ProtocolException expected) {
        expected.toEvent(); // which the peer is told
      } catch (EndlessLineException expected) {
        return;
      }
    }
  }

  @FuzzTest(maxDuration = "2m")
  void events(byte[] sent) throws IOException, ProtocolException {
    LineDecoder lines = LineDecoder.ofEvents(new ByteArrayInputStream(sent));
    while (true) {
      Event event;
      try {
        if (!lines.advance()) {
          return;
        }
        event = EventCodec.decode(lines.line());
      } catch (ProtocolException expected) {
        continue;
      } catch (EndlessLineException expected) {
        return;
      }
      if (!(event instanceof Event.Unknown)) {
        byte[] line = EventCodec.encode(event);
        assertArrayEquals(line, EventCodec.encode(EventCodec.decode(line(line))));
      }
    }
  }

  private static WireLine line(byte[] written) throws ProtocolException {
    byte[] line = Arrays.copyOf(written, written.length - 1);
    return WireLine.parse(line, 0, line.length);
  }
}
