package recado.server.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import recado.protocol.Event;
import recado.protocol.Request;

/**
 * A language of frames that do not show where they end: each goes out in a write of its own, with a
 * pause after it, for the peer takes what one read gives it for one frame. A client has no signs of
 * life and acknowledges nothing: an entry counts as delivered when its last frame has been written
 * and the connection has lived on until the peer said something, or for a second.
 */
public non-sealed interface FrameDialect extends Dialect {
  /** Begins to talk with one peer. */
  Talk talk(InputStream in);

  /** What is said on one connection, both ways. */
  interface Talk extends Decoder {
    /**
     * Learns of an event on the post office's thread, before it is due: never waits.
     *
     * @return whether {@link #tell} has to do with it, too
     */
    boolean note(Event event);

    /**
     * Says what there is to say about an event, on the connection's writing thread; may wait.
     *
     * @throws IOException if writing fails
     */
    void tell(Event event, Peer peer) throws IOException, InterruptedException;

    /** The connection is over, by whatever cause. */
    void end();
  }

  /** The other side of a connection, for its writing thread. */
  interface Peer {
    /** Waits for the end of the pause that the last frame wanted: the next goes out at once. */
    void awaitTurn() throws InterruptedException;

    /** Sends a frame when it is its turn, and wants so long a pause after it. */
    void send(byte[] frame, Duration pause) throws IOException, InterruptedException;

    /** Asks the server for something that the peer cannot ask for itself. */
    void ask(Request request) throws InterruptedException;
  }
}
