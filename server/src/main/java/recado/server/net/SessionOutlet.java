package recado.server.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.Event;
import recado.protocol.LineWriter;
import recado.protocol.Text;
import recado.server.postoffice.Outlet;
import recado.server.postoffice.Parcel;

/**
 * What one connection is told. The post office's thread gathers the words of a batch here, without
 * a lock, and hands them to the {@link Outbox} all at once.
 */
final class SessionOutlet implements Outlet {
  private static final Logger LOG = LoggerFactory.getLogger(SessionOutlet.class);
  private static final int KEPT_BYTES = 1 << 10;
  private static final LineWriter NOTHING = new LineWriter(0);

  private final Socket socket;
  private final Session.Services services;
  private final Function<Event, byte[]> encoder;
  private final Outbox outbox;
  private final Runnable closeSocket;

  /** Requests of this connection that have not been decided. */
  private final Semaphore underWay;

  /** What has been told since the last flush. The post office's thread alone has it. */
  private LineWriter gathered = NOTHING;

  /**
   * An outlet to this socket.
   *
   * @param drained run when all was written and somebody had asked for that
   * @param closeSocket run when writing has failed, or the last word was written
   * @throws IOException if the socket is closed already
   */
  SessionOutlet(
      Socket socket,
      Session.Services services,
      Runnable drained,
      Runnable closeSocket,
      Semaphore underWay)
      throws IOException {
    this.socket = socket;
    this.services = services;
    this.closeSocket = closeSocket;
    this.underWay = underWay;
    encoder = services.dialect().encoder();
    outbox = new Outbox(socket.getOutputStream(), drained, closeSocket);
  }

  @Override
  public void tell(Parcel parcel) {
    gather(parcel.bytes(encoder));
  }

  @Override
  public boolean deliver(Parcel parcel) {
    if (outbox.heldBytes() + gathered.length() >= Outbox.FULL_BYTES) {
      flush();
      if (outbox.refuses()) {
        return false;
      }
    }
    gather(parcel.bytes(encoder));
    return true;
  }

  private void gather(byte[] bytes) {
    if (gathered == NOTHING) {
      gathered = new LineWriter(KEPT_BYTES);
    }
    gathered.put(bytes);
    if (gathered.length() >= Outbox.FULL_BYTES) {
      flush(); // the outbox knows when it is too much
    }
  }

  @Override
  public void flush() {
    if (gathered.length() > 0) {
      send(gathered.buffer(), gathered.length());
      outbox.flush();
      if (gathered.buffer().length > KEPT_BYTES) {
        gathered = NOTHING; // most connections are idle most of the time
      } else {
        gathered.clear();
      }
    }
  }

  private void send(byte[] bytes) {
    send(bytes, bytes.length);
  }

  /** Once a peer is cut off nothing more is sent, so no gap is ever followed by anything. */
  private void send(byte[] bytes, int length) {
    if (!outbox.add(bytes, length)) {
      LOG.info("{} disconnected: slow", socket.getRemoteSocketAddress());
      outbox.closeWith(encoder.apply(new Event.Bye(Text.of("slow"))));
    }
  }

  @Override
  public void catchUp(long[] ids) {
    services
        .backlogReaders()
        .read(
            () -> {
              services.journal().read(ids, entry -> send(encoder.apply(entry)));
              outbox.flushThenDrained();
            },
            closeSocket);
  }

  @Override
  public void decided(int requests) {
    underWay.release(requests);
  }

  @Override
  public void close() {
    flush();
    outbox.close();
  }

  /** Waits while it is full: a peer that does not read is not read from either. */
  void awaitRoom() throws InterruptedException {
    outbox.awaitRoom();
  }

  /** Whether one write has lasted for so long: the peer does not take what it is sent. */
  boolean isStuckFor(Duration patience) {
    return outbox.isStuckFor(patience.toNanos());
  }

  /** Waits until it is closed and everything has been written, but not for long. */
  void awaitClosed(Duration patience) throws InterruptedException {
    outbox.awaitClosed(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
