package recado.server.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;
import recado.protocol.LineWriter;
import recado.protocol.ProtocolException;
import recado.protocol.Request;

/** A language that connections speak. One object serves all connections of a port. */
public interface Dialect {
  /** What reads one connection's requests, on that connection's reading thread. */
  Decoder decoder(InputStream in);

  /**
   * What appends events, ready to be sent. Connections for which it is the same object share what
   * was encoded once; so it must not depend on the connection, and may be called by any thread.
   */
  BiConsumer<Event, LineWriter> encoder();

  /** Reads the requests of one connection. */
  interface Decoder {
    /**
     * Waits for the next request.
     *
     * @return null at the end of the stream
     * @throws ProtocolException if what came is no request; the next call goes on after it
     * @throws IOException if reading fails or cannot go on
     */
    @Nullable Request next() throws IOException, ProtocolException;

    /** Whether {@link #next} would not have to wait. */
    boolean hasNext();
  }
}
