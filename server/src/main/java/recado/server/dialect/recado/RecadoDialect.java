package recado.server.dialect.recado;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;
import recado.protocol.EventCodec;
import recado.protocol.LineDecoder;
import recado.protocol.ProtocolException;
import recado.protocol.Request;
import recado.protocol.RequestCodec;
import recado.server.dialect.Dialect;

/** Recado's own lines. */
public final class RecadoDialect implements Dialect {
  private final Function<Event, byte[]> encoder = EventCodec::encode;

  @Override
  public Decoder decoder(InputStream in) {
    return new LineRequests(LineDecoder.ofRequests(in));
  }

  @Override
  public Function<Event, byte[]> encoder() {
    return encoder;
  }

  private record LineRequests(LineDecoder lines) implements Decoder {
    @Override
    public @Nullable Request next() throws IOException, ProtocolException {
      return lines.advance() ? RequestCodec.decode(lines.line()) : null;
    }

    @Override
    public boolean hasNext() {
      return lines.hasBufferedLine();
    }
  }
}
