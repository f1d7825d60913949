package recado.client.desk;

import java.util.List;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.Text;

/** What has become of an {@link Errand}; told when it is safe on the disk here. */
public sealed interface Report {
  /** Who is told, on the desk's thread: whoever waits there makes the chat and the server wait. */
  @FunctionalInterface
  interface Listener {
    /** Takes a report. */
    void take(Report report);
  }

  /** The server has the message. */
  record Sent(EntryId id, long time) implements Report {}

  /** All recipients have it now, or have read it. */
  record Reached(DeliveryState state) implements Report {}

  /** The server does not do it, and why: it is over. */
  record Refused(ErrorCode code, Text why) implements Report {}

  /** The server does not take the message now, and why; it waits, and is sent later. */
  record Held(Text why) implements Report {}

  /** A message came in, in this conversation. */
  record Came(Conversation in, Event.Message message) implements Report {}

  /** The people asked for, by name: it is over. */
  record People(List<Event.Presence> people) implements Report {
    /** Keeps a copy. */
    public People {
      people = List.copyOf(people);
    }
  }
}
