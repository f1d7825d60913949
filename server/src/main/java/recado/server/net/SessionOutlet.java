package recado.server.net;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.Event;
import recado.protocol.LineWriter;
import recado.protocol.Text;
import recado.server.dialect.StreamDialect;
import recado.server.limits.Refusals.Reason;
import recado.server.postoffice.Parcel;

/**
 * What one connection is told. The post office's thread gathers the words of a batch here, without
 * a lock, and hands them to the {@link Outbox} all at once.
 */
final class SessionOutlet implements PeerOutlet {
  private static final Logger LOG = LoggerFactory.getLogger(SessionOutlet.class);
  private static final int BACKLOG_CHUNK_BYTES = 16 << 10;

  private final Line line;
  private final Session.Services services;
  private final BiConsumer<Event, LineWriter> encoder;
  private final Outbox outbox;
  private final Connection connection;

  private final UnderWay underWay;

  private volatile boolean signedOn;

  /** What has been told since the last flush. The post office's thread alone has it. */
  private @Nullable LineWriter gathered;

  /**
   * An outlet to this line.
   *
   * @throws IOException if the line is closed already
   */
  SessionOutlet(
      Line line,
      StreamDialect dialect,
      Session.Services services,
      Connection connection,
      UnderWay underWay)
      throws IOException {
    this.line = line;
    this.services = services;
    this.connection = connection;
    this.underWay = underWay;
    encoder = dialect.encoder();
    outbox = new Outbox(line.out(), services.buffers(), connection::drained, connection::over);
  }

  @Override
  public void tell(Parcel parcel) {
    gather(parcel);
  }

  @Override
  public boolean deliver(Parcel parcel) {
    int waiting = outbox.heldBytes() + (gathered == null ? 0 : gathered.length());
    if (waiting > 0 && waiting >= services.buffers().fullBytes()) {
      flush();
      if (outbox.refuses()) {
        return false;
      }
    }
    gather(parcel);
    return true;
  }

  private void gather(Parcel parcel) {
    LineWriter to = gathered;
    if (to == null) {
      to = services.buffers().take();
      gathered = to;
    }
    int whole = to.length();
    try {
      parcel.writeTo(to, encoder);
    } catch (RuntimeException e) {
      to.truncate(whole); // else the next line would go on where this one broke off
      throw e;
    }
    if (to.length() >= Buffers.FULL_BYTES) {
      flush(); // the outbox knows when it is too much
    }
  }

  @Override
  public void flush() {
    LineWriter bytes = gathered;
    if (bytes != null) {
      gathered = null;
      if (!outbox.send(bytes)) {
        cutOff();
      }
    }
  }

  /** Nothing more is sent, so no gap is ever followed by anything. */
  private void cutOff() {
    services.doorkeeper().refusals().count(Reason.SLOW);
    LOG.debug("{} disconnected: slow", line);
    LineWriter bye = new LineWriter(0);
    encoder.accept(new Event.Bye(Text.of("slow")), bye);
    outbox.closeWith(bye.toBytes());
  }

  @Override
  public void catchUp(long[] ids) {
    services.backlogReaders().read(() -> readBacklog(ids), connection::over);
  }

  private void readBacklog(long[] ids) throws IOException {
    LineWriter chunk = services.buffers().take();
    services
        .journal()
        .read(
            ids,
            entry -> {
              encoder.accept(entry, chunk);
              if (chunk.length() >= BACKLOG_CHUNK_BYTES) {
                add(chunk);
              }
            });
    add(chunk);
    services.buffers().giveBack(chunk);
    outbox.flushThenDrained();
  }

  private void add(LineWriter chunk) {
    if (chunk.length() > 0 && !outbox.add(chunk.buffer(), chunk.length())) {
      cutOff();
    }
    chunk.clear();
  }

  @Override
  public void decided(int requests) {
    underWay.decided(requests);
  }

  @Override
  public void signedOn() {
    signedOn = true;
  }

  @Override
  public boolean isSignedOn() {
    return signedOn;
  }

  @Override
  public void close() {
    flush();
    outbox.close();
  }

  @Override
  public void awaitRoom() throws InterruptedException {
    outbox.awaitRoom();
  }

  @Override
  public boolean isStuckFor(Duration patience) {
    return outbox.isStuckFor(patience.toNanos());
  }

  @Override
  public void awaitClosed(Duration patience) throws InterruptedException {
    outbox.awaitClosed(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
