package recado.server.dialect;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import recado.protocol.ProtocolException;
import recado.protocol.Request;

/** A language that connections speak. One object serves all connections of a port. */
public sealed interface Dialect permits StreamDialect, FrameDialect {
  /** Whether people show by a password or token who they are; if not, they only say it. */
  boolean hasPasswords();

  /** How long a client may be connected before it logs in, if that is so long for most. */
  default Duration loginTime(Duration usual) {
    return usual;
  }

  /**
   * What a connection is told that cannot be taken, before it is closed.
   *
   * @param why for people
   * @return nothing if the language has no words for that
   */
  byte[] refusal(String why);

  /** Reads the requests of one connection, on that connection's reading thread. */
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
