package recado.server.dialect.zap;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import recado.protocol.ProtocolException;

/** Whatever a client sends, in whatever pieces, is a message or a {@link ProtocolException}. */
final class ZapFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void messages(FuzzedDataProvider pieces) throws IOException {
    InputStream in =
        new InputStream() {
          @Override
          public int read() {
            throw new UnsupportedOperationException("one byte is no message");
          }

          @Override
          public int read(byte[] buffer, int from, int length) {
            byte[] piece = pieces.consumeBytes(pieces.consumeInt(1, 300));
            System.arraycopy(piece, 0, buffer, from, piece.length);
            return piece.length == 0 ? -1 : piece.length;
          }
        };
    ZapReader reader = new ZapReader(in, message -> message instanceof ZapMessage.Send);
    while (true) {
      try {
        if (reader.next() == null) {
          return;
        }
      } catch (ProtocolException expected) {
        expected.toEvent(); // which the client is told
      }
    }
  }

  @FuzzTest(maxDuration = "1m")
  void pieces(FuzzedDataProvider text) {
    Pieces.of(text.consumeRemainingAsString(), 218);
  }
}
