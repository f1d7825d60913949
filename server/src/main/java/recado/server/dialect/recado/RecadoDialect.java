package recado.server.dialect.recado;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.EventCodec;
import recado.protocol.Limits;
import recado.protocol.LineDecoder;
import recado.protocol.LineWriter;
import recado.protocol.ProtocolException;
import recado.protocol.Request;
import recado.protocol.RequestDecoder;
import recado.protocol.Text;
import recado.server.dialect.StreamDialect;

/** Recado's own lines. */
public final class RecadoDialect implements StreamDialect {
  private final BiConsumer<Event, LineWriter> encoder = EventCodec::encode;
  private final int maxLineBytes;

  /** The lines of clients may have so many bytes, at most {@link Limits#MAX_LINE_BYTES}. */
  public RecadoDialect(int maxLineBytes) {
    this.maxLineBytes = maxLineBytes;
  }

  @Override
  public Decoder decoder(InputStream in) {
    return new LineRequests(new RequestDecoder(LineDecoder.ofRequests(in, maxLineBytes)));
  }

  @Override
  public BiConsumer<Event, LineWriter> encoder() {
    return encoder;
  }

  @Override
  public boolean hasPasswords() {
    return true;
  }

  @Override
  public byte[] refusal(String why) {
    LineWriter lines = new LineWriter(128);
    encoder.accept(new Event.Err("-", ErrorCode.RATE_LIMITED, null, Text.of(why)), lines);
    encoder.accept(new Event.Bye(Text.of("flood")), lines);
    return lines.toBytes();
  }

  private record LineRequests(RequestDecoder requests) implements Decoder {
    @Override
    public @Nullable Request next() throws IOException, ProtocolException {
      return requests.next();
    }

    @Override
    public boolean hasNext() {
      return requests.hasNext();
    }
  }
}
