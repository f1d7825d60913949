package recado.client.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import recado.client.desk.Errand;
import recado.client.desk.Report;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.ProtocolException;
import recado.protocol.Text;
import recado.protocol.UserName;

/**
 * Errands and reports as they pass through the control socket: a JSON object a line. A script says
 * one of the first three, and then only listens; the fourth is of a chat that wants the account.
 *
 * <pre>
 * {"version":1,"send":"@bruno","cid":"3f0c…","text":"olá","until":"read"}
 * {"version":1,"listen":true}
 * {"version":1,"who":["@bruno"]}
 * {"version":1,"yield":true}
 *
 * {"sent":41,"time":1764547200000}
 * {"reached":"delivered"}
 * {"refused":"NO_SUCH_USER","why":"…"}
 * {"held":"mailbox full"}
 * {"came":"@bruno","id":42,"time":1764547201000,"from":"@bruno","to":"@ana","text":"oi"}
 * {"people":[{"user":"@bruno","online":true,"time":1764547000000}]}
 * </pre>
 *
 * <p>Stateless. Reading throws IllegalArgumentException if a line is none of these.
 */
final class ControlCodec {
  private static final int VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Let the account go, if you are no chat. */
  static final String YIELD =
      MAPPER.createObjectNode().put("version", VERSION).put("yield", true).toString();

  private ControlCodec() {}

  // ---- errands

  static String write(Errand errand) {
    ObjectNode line = MAPPER.createObjectNode().put("version", VERSION);
    switch (errand) {
      case Errand.Send(Cid cid, Conversation to, Text text, DeliveryState until) ->
          line.put("send", to.toString())
              .put("cid", cid.value())
              .put("text", text.toString())
              .put("until", until.word());
      case Errand.Listen _ -> line.put("listen", true);
      case Errand.Who(List<UserName> users) -> {
        ArrayNode who = line.putArray("who");
        users.forEach(user -> who.add(user.toString()));
      }
    }
    return line.toString();
  }

  static Errand readErrand(String written) {
    JsonNode line = parse(written);
    if (line.path("version").asInt() != VERSION) {
      throw new IllegalArgumentException("another version: " + line.path("version"));
    }
    try {
      if (line.has("send")) {
        return new Errand.Send(
            new Cid(string(line, "cid")),
            Conversation.parse(string(line, "send")),
            Text.of(string(line, "text")),
            state(string(line, "until")));
      }
      if (line.has("who")) {
        List<UserName> users = new ArrayList<>();
        for (JsonNode user : line.path("who")) {
          users.add(UserName.parse(user.asText()));
        }
        return new Errand.Who(users);
      }
    } catch (ProtocolException e) {
      throw new IllegalArgumentException(e);
    }
    if (line.path("listen").asBoolean()) {
      return new Errand.Listen();
    }
    throw new IllegalArgumentException("no errand");
  }

  // ---- reports

  static String write(Report report) {
    ObjectNode line = MAPPER.createObjectNode();
    switch (report) {
      case Report.Sent(EntryId id, long time) -> line.put("sent", id.value()).put("time", time);
      case Report.Reached(DeliveryState state) -> line.put("reached", state.word());
      case Report.Refused(ErrorCode code, Text why) ->
          line.put("refused", code.name()).put("why", why.toString());
      case Report.Held(Text why) -> line.put("held", why.toString());
      case Report.Came(Conversation in, Event.Message message) ->
          line.put("came", in.toString())
              .put("id", message.id().value())
              .put("time", message.time())
              .put("from", message.from().toString())
              .put("to", message.to().toString())
              .put("text", message.text().toString());
      case Report.People(List<Event.Presence> people) -> {
        ArrayNode list = line.putArray("people");
        for (Event.Presence one : people) {
          list.addObject()
              .put("user", one.user().toString())
              .put("online", one.online())
              .put("time", one.time());
        }
      }
    }
    return line.toString();
  }

  static Report readReport(String written) {
    JsonNode line = parse(written);
    try {
      if (line.has("sent")) {
        return new Report.Sent(new EntryId(number(line, "sent")), number(line, "time"));
      }
      if (line.has("reached")) {
        return new Report.Reached(state(string(line, "reached")));
      }
      if (line.has("refused")) {
        ErrorCode code = ErrorCode.valueOf(string(line, "refused"));
        return new Report.Refused(code, Text.of(string(line, "why")));
      }
      if (line.has("held")) {
        return new Report.Held(Text.of(string(line, "held")));
      }
      return line.has("came") ? came(line) : people(line);
    } catch (ProtocolException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Report came(JsonNode line) throws ProtocolException {
    Event.Message message =
        new Event.Message(
            new EntryId(number(line, "id")),
            number(line, "time"),
            UserName.parse(string(line, "from")),
            Conversation.parse(string(line, "to")),
            Text.of(string(line, "text")));
    return new Report.Came(Conversation.parse(string(line, "came")), message);
  }

  private static Report people(JsonNode line) throws ProtocolException {
    if (!line.path("people").isArray()) {
      throw new IllegalArgumentException("no report");
    }
    List<Event.Presence> people = new ArrayList<>();
    for (JsonNode one : line.path("people")) {
      UserName user = UserName.parse(string(one, "user"));
      people.add(new Event.Presence(user, one.path("online").asBoolean(), number(one, "time")));
    }
    return new Report.People(people);
  }

  // ---- JSON

  private static JsonNode parse(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  private static DeliveryState state(String word) {
    for (DeliveryState state : DeliveryState.values()) {
      if (state.word().equals(word)) {
        return state;
      }
    }
    throw new IllegalArgumentException("no state: " + word);
  }

  private static String string(JsonNode line, String field) {
    if (!line.path(field).isTextual()) {
      throw new IllegalArgumentException("no " + field);
    }
    return line.path(field).textValue();
  }

  private static long number(JsonNode line, String field) {
    if (!line.path(field).canConvertToLong()) {
      throw new IllegalArgumentException("no " + field);
    }
    return line.path(field).longValue();
  }
}
