package recado.client.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import recado.protocol.LineWriter;

/** Writes so many messages to each of those who are away. Played by its peer's loop. */
final class Feeder implements Part {
  /** Without SENT yet; more would only wait in the server. */
  private static final int MAX_UNSENT = 128;

  private final Peer peer;
  private final List<Returning> readers;
  private final int each;
  private final int bytes;
  private final AtomicLong stored = new AtomicLong();
  private long sent;

  Feeder(Peer peer, List<Returning> readers, int each, int bytes) {
    this.peer = peer;
    this.readers = readers;
    this.each = each;
    this.bytes = bytes;
  }

  void start() {
    peer.take(this);
    fill();
  }

  @Override
  public void sent(long cid, long now) {
    stored.incrementAndGet();
    fill();
  }

  private void fill() {
    long all = (long) each * readers.size();
    for (; sent < all && sent - stored.get() < MAX_UNSENT; sent++) {
      Returning reader = readers.get((int) (sent % readers.size()));
      LineWriter out = peer.out();
      out.ascii("SEND ").decimal(peer.takeCid()).ascii(" " + reader.peer().name() + " :");
      new Stamp(reader.flow(), sent / readers.size(), Stamp.now())
          .write(out, reader.beginning(), bytes);
      out.put((byte) '\n');
    }
  }

  /** How many messages the server has. */
  long stored() {
    return stored.get();
  }
}
