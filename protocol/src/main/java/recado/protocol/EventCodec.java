package recado.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Event} to line and back. Stateless. */
public final class EventCodec {
  private static final byte[] TEXT = {' ', ':'};

  private EventCodec() {}

  /** The event's line, with its ending. */
  public static byte[] encode(Event event) {
    LineWriter out = new LineWriter(128);
    encode(event, out);
    return out.toBytes();
  }

  /** Appends the event's line, with its ending. */
  public static void encode(Event event, LineWriter out) {
    switch (event) {
      case Event.Message(EntryId id, long time, UserName from, Conversation to, Text text) ->
          target(entry(out, "MSG", id, time).put((byte) ' '), from, to).put(TEXT).put(text.wire());
      case Event.Sent(Cid cid, EntryId id, long time) ->
          number(number(word(out.ascii("SENT"), cid), id.value()), time);
      case Event.Receipt receipt -> encodeReceipt(receipt, out);
      case Event.GroupEvent groupEvent -> encodeGroupEvent(groupEvent, out);
      case Event.Hello(int version, String name, Text motd) ->
          word(number(out.ascii("RECADO"), version), name).put(TEXT).put(motd.wire());
      case Event.Registered(UserName user, String number) ->
          word(word(out.ascii("REGISTERED"), user), number);
      case Event.Welcome(UserName user, DeviceName device, long pending) ->
          number(word(word(out.ascii("WELCOME"), user), device), pending);
      case Event.Token(Secret token) -> out.ascii("TOKEN").put(TEXT).put(token.text().wire());
      case Event.Synced(long lastId) -> number(out.ascii("SYNCED"), lastId);
      case Event.Typing(Conversation in, UserName who) -> word(word(out.ascii("TYPING"), in), who);
      case Event.Presence(UserName user, boolean online, long time) ->
          number(word(word(out.ascii("USER"), user), online ? "online" : "offline"), time);
      case Event.Member(GroupName group, UserName user, boolean admin, long joined) ->
          number(
              word(word(word(out.ascii("MEMBER"), group), user), admin ? "admin" : "member"),
              joined);
      case Event.GroupOf(GroupName group, int members, Text topic) ->
          number(word(out.ascii("GROUP-OF"), group), members).put(TEXT).put(topic.wire());
      case Event.ReceiptOf(EntryId message, UserName who, DeliveryState state, long time) ->
          number(
              word(word(number(out.ascii("RECEIPT"), message.value()), who), state.word()), time);
      case Event.Blocked(UserName user) -> word(out.ascii("BLOCKED"), user);
      case Event.Unblocked(UserName user) -> word(out.ascii("UNBLOCKED"), user);
      case Event.PasswordChanged _ -> out.ascii("PASSWORD-CHANGED");
      case Event.End(String list, long count) -> number(word(out.ascii("END"), list), count);
      case Event.Pong(String token) -> word(out.ascii("PONG"), token);
      case Event.Ping(String token) -> word(out.ascii("PING"), token);
      case Event.Bye(Text why) -> out.ascii("BYE").put(TEXT).put(why.wire());
      case Event.Err(String verb, ErrorCode code, @Nullable String detail, Text message) -> {
        word(word(out.ascii("ERR"), verb), code.name());
        if (detail != null) {
          word(out, detail);
        }
        out.put(TEXT).put(message.wire());
      }
      case Event.Unknown(String verb) -> out.ascii(verb);
    }
    out.put((byte) '\n');
  }

  private static LineWriter entry(LineWriter out, String verb, EntryId id, long time) {
    return number(number(out.ascii(verb), id.value()), time);
  }

  /**
   * {@code @ana @bruno}, without making strings of names: this is the line that is written most.
   */
  private static LineWriter target(LineWriter out, UserName from, Conversation to) {
    out.put((byte) '@').ascii(from.value()).put((byte) ' ');
    return switch (to) {
      case Conversation.OfUser(UserName user) -> out.put((byte) '@').ascii(user.value());
      case Conversation.OfGroup(GroupName group) -> out.put((byte) '#').ascii(group.value());
      case Conversation.Lobby _ -> out.put((byte) '*');
    };
  }

  private static void encodeReceipt(Event.Receipt receipt, LineWriter out) {
    entry(out, receipt.state().name(), receipt.id(), receipt.time());
    word(word(out, receipt.conversation()), receipt.by());
    number(out, receipt.upTo().value());
  }

  private static void encodeGroupEvent(Event.GroupEvent event, LineWriter out) {
    entry(out, "GROUP", event.id(), event.time());
    word(word(word(out, event.group()), event.change().name()), event.by());
    for (UserName user : event.who()) {
      word(out, user);
    }
    if (event.topic() != null) {
      out.put(TEXT).put(event.topic().wire());
    }
  }

  private static LineWriter word(LineWriter out, Object word) {
    return out.put((byte) ' ').utf8(word.toString());
  }

  private static LineWriter number(LineWriter out, long number) {
    return out.put((byte) ' ').decimal(number);
  }

  /**
   * What the line says. Params beyond those that this version knows are passed over.
   *
   * @return {@link Event.Unknown} for a verb of a newer version
   * @throws ProtocolException BAD_SYNTAX or BAD_NAME if the line does not have its verb's form
   */
  public static Event decode(WireLine line) throws ProtocolException {
    try {
      return decodeByVerb(line);
    } catch (ProtocolException e) {
      throw e.in(line.verb(), null);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(
          line.verb(), ErrorCode.BAD_SYNTAX, null, String.valueOf(e.getMessage()));
    }
  }

  private static Event decodeByVerb(WireLine line) throws ProtocolException {
    return switch (line.verb()) {
      case "RECADO" -> new Event.Hello(smallNumber(line, 0), line.param(1), line.text());
      case "REGISTERED" -> new Event.Registered(user(line, 0), line.param(1));
      case "WELCOME" ->
          new Event.Welcome(user(line, 0), DeviceName.parse(line.param(1)), number(line, 2));
      case "TOKEN" -> new Event.Token(new Secret(line.text()));
      case "SYNCED" -> new Event.Synced(number(line, 0));
      case "SENT" -> new Event.Sent(Cid.parse(line.param(0)), id(line, 1), number(line, 2));
      case "MSG" ->
          new Event.Message(
              id(line, 0), number(line, 1), user(line, 2), conversation(line, 3), line.text());
      case "DELIVERED" -> receipt(line, DeliveryState.DELIVERED);
      case "READ" -> receipt(line, DeliveryState.READ);
      case "GROUP" -> groupEvent(line);
      case "TYPING" -> new Event.Typing(conversation(line, 0), user(line, 1));
      case "USER" ->
          new Event.Presence(user(line, 0), line.param(1).equals("online"), number(line, 2));
      case "MEMBER" ->
          new Event.Member(
              group(line, 0), user(line, 1), line.param(2).equals("admin"), number(line, 3));
      case "GROUP-OF" -> new Event.GroupOf(group(line, 0), smallNumber(line, 1), line.text());
      case "RECEIPT" ->
          new Event.ReceiptOf(
              id(line, 0), user(line, 1), DeliveryState.parse(line.param(2)), number(line, 3));
      case "BLOCKED" -> new Event.Blocked(user(line, 0));
      case "UNBLOCKED" -> new Event.Unblocked(user(line, 0));
      case "PASSWORD-CHANGED" -> new Event.PasswordChanged();
      case "END" -> new Event.End(line.param(0), number(line, 1));
      case "PONG" -> new Event.Pong(line.param(0));
      case "PING" -> new Event.Ping(line.param(0));
      case "BYE" -> new Event.Bye(line.text());
      case "ERR" ->
          new Event.Err(
              line.param(0),
              ErrorCode.parse(line.param(1)),
              line.paramCount() > 2 ? line.param(2) : null,
              line.text());
      default -> new Event.Unknown(line.verb());
    };
  }

  private static Event receipt(WireLine line, DeliveryState state) throws ProtocolException {
    return new Event.Receipt(
        id(line, 0), number(line, 1), state, conversation(line, 2), user(line, 3), id(line, 4));
  }

  private static Event groupEvent(WireLine line) throws ProtocolException {
    GroupChange change = GroupChange.parse(line.param(3));
    List<UserName> who = new ArrayList<>();
    for (String written : line.paramsFrom(5)) {
      if (!UserName.isValid(written)) {
        break; // params of a newer version begin here
      }
      who.add(UserName.parse(written));
    }
    Text topic = change == GroupChange.TOPIC ? line.text() : null;
    return new Event.GroupEvent(
        id(line, 0), number(line, 1), group(line, 2), change, user(line, 4), who, topic);
  }

  private static EntryId id(WireLine line, int place) throws ProtocolException {
    return EntryId.parse(line.param(place));
  }

  private static UserName user(WireLine line, int place) throws ProtocolException {
    return UserName.parse(line.param(place));
  }

  private static GroupName group(WireLine line, int place) throws ProtocolException {
    return GroupName.parse(line.param(place));
  }

  private static Conversation conversation(WireLine line, int place) throws ProtocolException {
    return Conversation.parse(line.param(place));
  }

  private static long number(WireLine line, int place) throws ProtocolException {
    long number = EntryId.parseDecimal(line.param(place));
    if (number < 0) {
      throw new ProtocolException(ErrorCode.BAD_SYNTAX, "not a number: " + line.param(place));
    }
    return number;
  }

  private static int smallNumber(WireLine line, int place) throws ProtocolException {
    long number = number(line, place);
    if (number > Integer.MAX_VALUE) {
      throw new ProtocolException(ErrorCode.BAD_SYNTAX, "too great a number: " + number);
    }
    return (int) number;
  }
}
