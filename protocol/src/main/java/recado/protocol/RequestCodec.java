package recado.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Line to {@link Request} and back. Stateless. */
public final class RequestCodec {
  private RequestCodec() {}

  /**
   * What the line asks for.
   *
   * @throws ProtocolException UNKNOWN_COMMAND, or what is wrong with it; with verb and detail
   */
  public static Request decode(WireLine line) throws ProtocolException {
    try {
      return decodeByVerb(line);
    } catch (ProtocolException e) {
      throw e.in(line.verb(), detailOf(line));
    }
  }

  private static Request decodeByVerb(WireLine line) throws ProtocolException {
    return switch (line.verb()) {
      case "SEND" -> send(line);
      case "ACK" -> new Request.Ack(EntryId.parse(onlyParam(line)));
      case "READ" -> read(line);
      case "TYPING" -> new Request.Typing(Conversation.parse(onlyParam(line)));
      case "REGISTER" -> register(line);
      case "LOGIN" -> login(line);
      case "RESUME" -> resume(line);
      case "PASSWORD" -> password(line);
      case "INFO" -> new Request.Info(EntryId.parse(onlyParam(line)));
      case "WHO" -> new Request.Who(usersFrom(line, 0));
      case "WATCH" -> new Request.Watch(atLeastOne(usersFrom(line, 0)));
      case "UNWATCH" -> new Request.Unwatch(atLeastOne(usersFrom(line, 0)));
      case "BLOCK" -> new Request.Block(UserName.parse(onlyParam(line)));
      case "UNBLOCK" -> new Request.Unblock(UserName.parse(onlyParam(line)));
      case "BLOCKS" -> alone(line, new Request.Blocks());
      case "GROUPS" -> alone(line, new Request.Groups());
      case "GROUP" -> group(line);
      case "PING" -> new Request.Ping(token(line));
      case "PONG" -> new Request.Pong(token(line));
      case "QUIT" -> new Request.Quit();
      default -> throw new ProtocolException(ErrorCode.UNKNOWN_COMMAND, "no such command");
    };
  }

  /** What an answer to this line names, were it an error: the cid, the id, the name. */
  private static @Nullable String detailOf(WireLine line) throws ProtocolException {
    int place = line.verb().equals("GROUP") ? 1 : 0;
    if (line.paramCount() <= place) {
      return null;
    }
    String detail = line.param(place);
    boolean fits =
        switch (line.verb()) {
          case "SEND" -> Cid.isValid(detail);
          case "ACK", "INFO" -> EntryId.parseDecimal(detail) >= 0;
          case "READ", "TYPING", "REGISTER", "LOGIN", "RESUME", "BLOCK", "UNBLOCK", "GROUP" ->
              detail.length() <= 1 + Limits.MAX_NAME_CHARS && isVisibleAscii(detail);
          default -> false;
        };
    return fits ? detail : null;
  }

  private static boolean isVisibleAscii(String word) {
    return word.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static Request send(WireLine line) throws ProtocolException {
    Cid cid = Cid.parse(line.param(0));
    Conversation to = Conversation.parse(line.param(1));
    expectParams(line, 2);
    return new Request.Send(cid, to, line.text());
  }

  private static Request read(WireLine line) throws ProtocolException {
    Conversation conversation = Conversation.parse(line.param(0));
    EntryId upTo = EntryId.parse(line.param(1));
    expectParams(line, 2);
    expectNoText(line);
    return new Request.Read(conversation, upTo);
  }

  private static Request register(WireLine line) throws ProtocolException {
    UserName user = UserName.parse(line.param(0));
    boolean invited = line.paramCount() > 1;
    expectParams(line, invited ? 2 : 1);
    Secret invitation = invited ? Secret.of(line.param(1)) : null;
    return new Request.Register(user, invitation, new Secret(line.text()));
  }

  private static Request login(WireLine line) throws ProtocolException {
    UserName user = UserName.parse(line.param(0));
    DeviceName device = DeviceName.parse(line.param(1));
    expectParams(line, 2);
    return new Request.Login(user, device, new Secret(line.text()));
  }

  private static Request resume(WireLine line) throws ProtocolException {
    UserName user = UserName.parse(line.param(0));
    DeviceName device = DeviceName.parse(line.param(1));
    expectParams(line, 2);
    return new Request.Resume(user, device, new Secret(line.text()));
  }

  private static Request password(WireLine line) throws ProtocolException {
    expectParams(line, 0);
    return new Request.Password(new Secret(line.text()));
  }

  private static Request group(WireLine line) throws ProtocolException {
    String what = Names.folded(line.param(0));
    GroupName group = GroupName.parse(line.param(1));
    return switch (what) {
      case "create" -> new Request.GroupCreate(group, usersFrom(line, 2));
      case "add" -> new Request.GroupAdd(group, atLeastOne(usersFrom(line, 2)));
      case "remove" -> new Request.GroupRemove(group, groupUser(line));
      case "promote" -> new Request.GroupPromote(group, groupUser(line));
      case "leave" -> groupAlone(line, new Request.GroupLeave(group));
      case "info" -> groupAlone(line, new Request.GroupInfo(group));
      case "topic" -> {
        expectParams(line, 2);
        yield new Request.GroupTopic(group, line.text());
      }
      default ->
          throw new ProtocolException(
              ErrorCode.BAD_SYNTAX,
              "GROUP goes with CREATE, ADD, REMOVE, PROMOTE, LEAVE, TOPIC or INFO");
    };
  }

  private static UserName groupUser(WireLine line) throws ProtocolException {
    UserName user = UserName.parse(line.param(2));
    expectParams(line, 3);
    expectNoText(line);
    return user;
  }

  private static Request groupAlone(WireLine line, Request request) throws ProtocolException {
    expectParams(line, 2);
    expectNoText(line);
    return request;
  }

  private static List<UserName> usersFrom(WireLine line, int place) throws ProtocolException {
    expectNoText(line);
    List<UserName> users = new ArrayList<>();
    for (String written : line.paramsFrom(place)) {
      users.add(UserName.parse(written));
    }
    return users;
  }

  private static List<UserName> atLeastOne(List<UserName> users) throws ProtocolException {
    if (users.isEmpty()) {
      throw new ProtocolException(ErrorCode.BAD_SYNTAX, "name at least one user");
    }
    return users;
  }

  /** PING's token: one word, or a text as some clients send it. */
  private static String token(WireLine line) throws ProtocolException {
    if (line.paramCount() == 0 && line.hasText()) {
      return ":" + new String(line.text().wire(), StandardCharsets.UTF_8);
    }
    return onlyParam(line);
  }

  private static String onlyParam(WireLine line) throws ProtocolException {
    expectParams(line, 1);
    expectNoText(line);
    return line.param(0);
  }

  private static Request alone(WireLine line, Request request) throws ProtocolException {
    expectParams(line, 0);
    expectNoText(line);
    return request;
  }

  private static void expectParams(WireLine line, int count) throws ProtocolException {
    if (line.paramCount() < count) {
      throw new ProtocolException(ErrorCode.BAD_SYNTAX, "the line ends too early");
    }
    if (line.paramCount() > count) {
      throw new ProtocolException(ErrorCode.BAD_SYNTAX, "too many words; a text begins with ' :'");
    }
  }

  private static void expectNoText(WireLine line) throws ProtocolException {
    if (line.hasText()) {
      throw new ProtocolException(ErrorCode.BAD_SYNTAX, "this command takes no text");
    }
  }

  /**
   * Appends the request's line, with its ending.
   *
   * @throws IllegalArgumentException if no line can say it: an account without a name
   */
  public static void encode(Request request, LineWriter out) {
    switch (request) {
      case Request.Send(Cid cid, Conversation to, Text text) ->
          words(out, "SEND", cid, to).put(TEXT).put(text.wire());
      case Request.Ack(EntryId upTo) -> words(out, "ACK", upTo);
      case Request.Read(Conversation in, EntryId upTo) -> words(out, "READ", in, upTo);
      case Request.Typing(Conversation in) -> words(out, "TYPING", in);
      case Request.Register(UserName user, Secret invitation, Secret password) -> {
        if (user == null) {
          throw new IllegalArgumentException("a REGISTER without a name");
        }
        words(out, "REGISTER", user);
        if (invitation != null) {
          out.put((byte) ' ').utf8(invitation.reveal());
        }
        out.put(TEXT).put(password.text().wire());
      }
      case Request.Login(UserName user, DeviceName device, Secret password) ->
          words(out, "LOGIN", user, device).put(TEXT).put(password.text().wire());
      case Request.Resume(UserName user, DeviceName device, Secret token) ->
          words(out, "RESUME", user, device).put(TEXT).put(token.text().wire());
      case Request.Password(Secret password) ->
          words(out, "PASSWORD").put(TEXT).put(password.text().wire());
      case Request.Info(EntryId message) -> words(out, "INFO", message);
      case Request.Who(List<UserName> users) -> words(out, "WHO", users.toArray());
      case Request.Watch(List<UserName> users) -> words(out, "WATCH", users.toArray());
      case Request.Unwatch(List<UserName> users) -> words(out, "UNWATCH", users.toArray());
      case Request.Block(UserName user) -> words(out, "BLOCK", user);
      case Request.Unblock(UserName user) -> words(out, "UNBLOCK", user);
      case Request.Blocks _ -> words(out, "BLOCKS");
      case Request.Groups _ -> words(out, "GROUPS");
      case Request.OfGroup ofGroup -> encodeGroup(ofGroup, out);
      case Request.Ping(String token) -> words(out, "PING", token);
      case Request.Pong(String token) -> words(out, "PONG", token);
      case Request.Quit _ -> words(out, "QUIT");
    }
    out.put((byte) '\n');
  }

  private static void encodeGroup(Request.OfGroup request, LineWriter out) {
    switch (request) {
      case Request.GroupCreate(GroupName group, List<UserName> users) ->
          words(words(out, "GROUP", "CREATE", group), users);
      case Request.GroupAdd(GroupName group, List<UserName> users) ->
          words(words(out, "GROUP", "ADD", group), users);
      case Request.GroupRemove(GroupName group, UserName user) ->
          words(out, "GROUP", "REMOVE", group, user);
      case Request.GroupPromote(GroupName group, UserName user) ->
          words(out, "GROUP", "PROMOTE", group, user);
      case Request.GroupLeave(GroupName group) -> words(out, "GROUP", "LEAVE", group);
      case Request.GroupInfo(GroupName group) -> words(out, "GROUP", "INFO", group);
      case Request.GroupTopic(GroupName group, Text topic) ->
          words(out, "GROUP", "TOPIC", group).put(TEXT).put(topic.wire());
    }
  }

  private static final byte[] TEXT = {' ', ':'};

  private static LineWriter words(LineWriter out, String verb, Object... params) {
    return words(out.ascii(verb), List.of(params));
  }

  private static LineWriter words(LineWriter out, List<?> params) {
    for (Object param : params) {
      out.put((byte) ' ').utf8(param.toString());
    }
    return out;
  }
}
