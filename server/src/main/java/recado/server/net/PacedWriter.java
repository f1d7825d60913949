package recado.server.net;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import recado.protocol.Request;
import recado.server.dialect.FrameDialect;

/** Writes frames, each in a write of its own, with pauses. Its connection's writing thread's. */
final class PacedWriter implements FrameDialect.Peer {
  private final OutputStream out;
  private final Connection connection;
  private long beganAt = System.nanoTime();
  private long nextAt = beganAt;

  private volatile boolean midway;

  /** Since when the write at hand waits for the peer; 0 if there is none. */
  private volatile long writingSince;

  PacedWriter(OutputStream out, Connection connection) {
    this.out = out;
    this.connection = connection;
  }

  @Override
  public void awaitTurn() throws InterruptedException {
    long wait = nextAt - System.nanoTime();
    if (wait > 0) {
      TimeUnit.NANOSECONDS.sleep(wait);
    }
  }

  @Override
  public void send(byte[] frame, Duration pause) throws IOException, InterruptedException {
    awaitTurn();
    midway = true;
    beganAt = System.nanoTime();
    writingSince = beganAt == 0 ? 1 : beganAt;
    out.write(frame);
    writingSince = 0;
    nextAt = System.nanoTime() + pause.toNanos();
  }

  @Override
  public void ask(Request request) throws InterruptedException {
    connection.ask(request);
  }

  /** A part of the event at hand has been written, or is. Any thread may ask. */
  boolean isMidway() {
    return midway;
  }

  /** The event at hand has been said. */
  void said() {
    midway = false;
  }

  /** When the last write began, as {@link System#nanoTime} tells. */
  long beganAt() {
    return beganAt;
  }

  /** Any thread may ask. */
  boolean isStuckFor(Duration patience) {
    long since = writingSince;
    return since != 0 && System.nanoTime() - since > patience.toNanos();
  }
}
