package recado.server.postoffice;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;
import recado.protocol.LineWriter;

/**
 * An event on its way to one or many connections: encoded once for all of the same encoder. Belongs
 * to the post office's thread.
 */
public final class Parcel {
  private static final int TYPICAL_BYTES = 128;

  private final Event event;
  private int receivers;
  private @Nullable BiConsumer<Event, LineWriter> encoder;
  private @Nullable LineWriter encoded;

  Parcel(Event event) {
    this.event = event;
  }

  /** What is in it. */
  public Event event() {
    return event;
  }

  /** It goes to one more connection. */
  Parcel forOneMore() {
    receivers++;
    return this;
  }

  /** Appends what this encoder makes of it. */
  @SuppressWarnings("ReferenceEquality") // one encoder object serves all connections of a dialect
  public void writeTo(LineWriter out, BiConsumer<Event, LineWriter> by) {
    if (receivers <= 1) {
      by.accept(event, out); // nobody to share it with
      return;
    }
    LineWriter bytes = encoded;
    if (bytes == null || encoder != by) {
      bytes = new LineWriter(TYPICAL_BYTES);
      by.accept(event, bytes);
      encoded = bytes;
      encoder = by;
    }
    out.put(bytes.buffer(), 0, bytes.length());
  }
}
