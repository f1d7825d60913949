package recado.client.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.GroupChange;
import recado.protocol.GroupName;
import recado.protocol.ProtocolException;
import recado.protocol.Text;
import recado.protocol.UserName;

/**
 * How a history's lines are written.
 *
 * <pre>
 * {"id":41,"time":1764547200000,"from":"@ana","text":"olá"}
 * {"id":42,"time":1764547201000,"delivered":"@bruno","upto":41}
 * {"id":44,"time":1764547209000,"read":"@bruno","upto":41}
 * {"id":45,"time":1764547300000,"group":"ADDED","by":"@ana","who":["@carla"]}
 * {"seen":45,"told":false,"left":2}
 * {"told":45}
 * </pre>
 *
 * <p>The first four are what the server sent. The others are ours: the person has seen all above
 * but for the last two messages, up to id 45, which the server was not told, as it was away; then
 * it was. Nothing left is left out. Stateless.
 */
final class HistoryForm {
  private HistoryForm() {}

  static ObjectNode write(Event.Entry entry) {
    ObjectNode line = Json.object().put("id", entry.id().value()).put("time", entry.time());
    return switch (entry) {
      case Event.Message message ->
          line.put("from", message.from().toString()).put("text", message.text().toString());
      case Event.Receipt receipt ->
          line.put(receipt.state().word(), receipt.by().toString())
              .put("upto", receipt.upTo().value());
      case Event.GroupEvent event -> writeGroupEvent(event, line);
    };
  }

  private static ObjectNode writeGroupEvent(Event.GroupEvent event, ObjectNode line) {
    line.put("group", event.change().name()).put("by", event.by().toString());
    if (!event.who().isEmpty()) {
      ArrayNode who = line.putArray("who");
      event.who().forEach(user -> who.add(user.toString()));
    }
    if (event.topic() != null) {
      line.put("topic", event.topic().toString());
    }
    return line;
  }

  static ObjectNode write(Mark mark) {
    return switch (mark) {
      case Mark.Seen seen -> writeSeen(seen);
      case Mark.Told(long upTo) -> Json.object().put("told", upTo);
    };
  }

  private static ObjectNode writeSeen(Mark.Seen mark) {
    ObjectNode line = Json.object().put("seen", mark.upTo()).put("told", mark.told());
    return mark.left() == 0 ? line : line.put("left", mark.left());
  }

  static boolean isMark(ObjectNode line) {
    return line.has("told");
  }

  static Mark readMark(ObjectNode line) {
    return line.has("seen")
        ? new Mark.Seen(
            Json.number(line, "seen"),
            line.path("told").asBoolean(),
            Math.clamp(line.path("left").asLong(), 0, Integer.MAX_VALUE))
        : new Mark.Told(Json.number(line, "told"));
  }

  /**
   * An entry of this conversation.
   *
   * @throws IllegalArgumentException if a field is missing or out of its range
   * @throws ProtocolException if a name is none
   */
  static Event.Entry readEntry(Conversation in, ObjectNode line) throws ProtocolException {
    EntryId id = new EntryId(Json.number(line, "id"));
    long time = Json.number(line, "time");
    if (line.has("text")) {
      return new Event.Message(id, time, user(line, "from"), in, text(line, "text"));
    }
    if (line.has("group")) {
      return readGroupEvent(in, id, time, line);
    }
    DeliveryState state = line.has("read") ? DeliveryState.READ : DeliveryState.DELIVERED;
    EntryId upTo = new EntryId(Json.number(line, "upto"));
    return new Event.Receipt(id, time, state, in, user(line, state.word()), upTo);
  }

  private static Event.Entry readGroupEvent(Conversation in, EntryId id, long time, ObjectNode line)
      throws ProtocolException {
    if (!(in instanceof Conversation.OfGroup(GroupName group))) {
      throw new IllegalArgumentException("a group event outside a group");
    }
    GroupChange change = GroupChange.valueOf(Json.string(line, "group"));
    List<UserName> who = new ArrayList<>();
    for (JsonNode name : line.path("who")) {
      who.add(UserName.parse(name.asText()));
    }
    Text topic = line.has("topic") ? text(line, "topic") : null;
    return new Event.GroupEvent(id, time, group, change, user(line, "by"), who, topic);
  }

  private static UserName user(ObjectNode line, String field) throws ProtocolException {
    return UserName.parse(Json.string(line, field));
  }

  private static Text text(ObjectNode line, String field) {
    return Text.of(Json.string(line, field));
  }
}
