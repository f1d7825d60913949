package recado.client.desk;

import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.Text;

/** A message that the person sent, and the server has. */
public record OwnMessage(EntryId id, long time, Text text) {
  static OwnMessage of(Event.Message message) {
    return new OwnMessage(message.id(), message.time(), message.text());
  }
}
