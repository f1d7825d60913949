package recado.server.dialect;

import java.io.InputStream;
import java.util.function.BiConsumer;
import recado.protocol.Event;
import recado.protocol.LineWriter;

/**
 * A language whose words follow one another in a stream, and show where they end: many go out in
 * one write, and come in by one read. A client answers {@code PING} and acknowledges what it has.
 */
public non-sealed interface StreamDialect extends Dialect {
  /** What reads one connection's requests. */
  Decoder decoder(InputStream in);

  /**
   * What appends events, ready to be sent. Connections for which it is the same object share what
   * was encoded once; so it must not depend on the connection, and may be called by any thread.
   */
  BiConsumer<Event, LineWriter> encoder();
}
