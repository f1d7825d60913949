package recado.server.postoffice;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;

/** An event on its way to one or many connections: encoded once for all of the same encoder. */
public final class Parcel {
  private final Event event;
  private @Nullable Function<Event, byte[]> encoder;
  private byte @Nullable [] bytes;

  Parcel(Event event) {
    this.event = event;
  }

  /** What is in it. */
  public Event event() {
    return event;
  }

  /** Its bytes by this encoder, not to be changed. Only for the post office's thread. */
  @SuppressWarnings("ReferenceEquality") // one encoder object serves all connections of a dialect
  public byte[] bytes(Function<Event, byte[]> by) {
    byte[] encoded = bytes;
    if (encoded == null || encoder != by) {
      encoded = by.apply(event);
      bytes = encoded;
      encoder = by;
    }
    return encoded;
  }
}
