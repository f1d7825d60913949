package recado.server.store.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.GroupChange;
import recado.protocol.GroupName;
import recado.protocol.LineWriter;
import recado.protocol.UserName;
import recado.server.store.Audience;
import recado.server.store.JournalRecord;
import recado.server.store.Origin;
import recado.server.store.TokenHash;

/**
 * A {@link JournalRecord} as a line of {@code pending/*.jsonl}, and back. Samples:
 *
 * <pre>
 * {"id":7,"at":…,"kind":"message","from":"@ana","to":"@bruno","text":"oi","device":"pc","cid":"c1","crc":"…"}
 * {"id":8,"at":…,"kind":"acknowledged","user":"@bruno","device":"tv","upto":7,"crc":"…"}
 * {"id":9,"at":…,"kind":"delivered","in":"@bruno","by":"@bruno","upto":7,"for":["@ana"],"crc":"…"}
 * {"audience":10,"users":["@ana","@bruno","@carla"],"crc":"…"}
 * {"id":10,"at":…,"kind":"group","group":"#casa","change":"CREATED","by":"@ana","who":[…],"to-audience":10,…}
 * </pre>
 *
 * <p>A message between two people needs no {@code for}: it is for both. An audience of version v
 * stands once in each file, before its first use. One object writes or reads one file.
 */
final class JournalLines {
  /** In place of an id: the line of an audience. */
  static final long NO_RECORD = -1;

  private final Map<Long, Audience> audiences = new HashMap<>();
  private final LongFunction<@Nullable Audience> elsewhere;

  JournalLines() {
    this(_ -> null);
  }

  /** An audience whose line is not in the file is asked for there; null if it is unknown. */
  JournalLines(LongFunction<@Nullable Audience> elsewhere) {
    this.elsewhere = elsewhere;
  }

  /** Appends the record's line, and before it its audience's if this file has not had it yet. */
  void write(JournalRecord record, LineWriter out) {
    CheckedLine line = new CheckedLine(out);
    switch (record) {
      case JournalRecord.Posted posted -> writePosted(posted, line);
      case JournalRecord.Acknowledged r ->
          user(begin(line, r, "acknowledged"), "user", r.user())
              .word("device", r.device())
              .number("upto", r.upTo());
      case JournalRecord.Seen r ->
          begin(line, r, "seen")
              .word("user", r.user())
              .word("in", r.conversation())
              .number("upto", r.upTo());
      case JournalRecord.SignedOn r -> {
        begin(line, r, "signed-on").word("user", r.user()).word("device", r.device());
        if (r.newToken() != null) {
          line.word("token", r.newToken().hex());
        }
      }
      case JournalRecord.SignedOff r ->
          begin(line, r, "signed-off").word("user", r.user()).word("device", r.device());
      case JournalRecord.PasswordChanged r ->
          begin(line, r, "password-changed")
              .word("user", r.user())
              .word("password", r.password())
              .word("device", r.device())
              .word("token", r.newToken().hex());
      case JournalRecord.PasswordSet r ->
          begin(line, r, "password-set").word("user", r.user()).word("password", r.password());
      case JournalRecord.AccountErased r -> begin(line, r, "account-erased").word("user", r.user());
      case JournalRecord.BlockSet r ->
          begin(line, r, r.blocked() ? "blocked" : "unblocked")
              .word("user", r.user())
              .word("other", r.other());
      case JournalRecord.DeviceForgotten r ->
          begin(line, r, "device-forgotten").word("user", r.user()).word("device", r.device());
    }
    line.end();
  }

  private static CheckedLine begin(CheckedLine line, JournalRecord record, String kind) {
    return line.begin("id", record.id()).number("at", record.time()).word("kind", kind);
  }

  private static CheckedLine user(CheckedLine line, String name, UserName user) {
    return line.word(name, "@", user.value());
  }

  private static CheckedLine conversation(CheckedLine line, String name, Conversation in) {
    return switch (in) {
      case Conversation.OfUser(UserName user) -> user(line, name, user);
      case Conversation.OfGroup(GroupName group) -> line.word(name, "#", group.value());
      case Conversation.Lobby _ -> line.word(name, in);
    };
  }

  private void writePosted(JournalRecord.Posted posted, CheckedLine line) {
    Audience audience = posted.audience();
    if (audience.version() != 0 && audiences.put(audience.version(), audience) == null) {
      line.begin("audience", audience.version()).words("users", audience.users()).end();
    }
    switch (posted.entry()) {
      case Event.Message message -> {
        begin(line, posted, "message");
        user(line, "from", message.from());
        conversation(line, "to", message.to()).text("text", message.text());
      }
      case Event.Receipt receipt -> {
        begin(line, posted, receipt.state().word());
        user(conversation(line, "in", receipt.conversation()), "by", receipt.by());
        line.number("upto", receipt.upTo().value());
      }
      case Event.GroupEvent event -> {
        begin(line, posted, "group");
        line.word("group", event.group()).word("change", event.change()).word("by", event.by());
        line.words("who", event.who());
        if (event.topic() != null) {
          line.text("topic", event.topic());
        }
      }
    }
    if (posted.origin() != null) {
      line.word("device", posted.origin().device()).word("cid", posted.origin().cid());
    }
    if (audience.version() != 0) {
      line.number("to-audience", audience.version());
    } else if (!audience.users().equals(bothSides(posted.entry()))) {
      line.words("for", audience.users());
    }
  }

  /** Whom a message between two people is for, unless it is said otherwise. */
  private static @Nullable List<UserName> bothSides(Event.Entry entry) {
    if (entry instanceof Event.Message message
        && message.to() instanceof Conversation.OfUser(UserName to)) {
      return to.equals(message.from()) ? List.of(to) : List.of(message.from(), to);
    }
    return null;
  }

  /**
   * Reads a line.
   *
   * @return null for an audience's line, which is kept for those after it
   * @throws Fields.FieldException if it is not one
   */
  @Nullable JournalRecord read(byte[] line, int length) throws Fields.FieldException {
    expectIntact(line, length);
    Fields fields = Fields.parse(line, length);
    fields.word("crc");
    JournalRecord record = fields.has("audience") ? keepAudience(fields) : record(fields);
    fields.expectNoMore();
    return record;
  }

  private @Nullable JournalRecord keepAudience(Fields fields) throws Fields.FieldException {
    Audience audience = new Audience(fields.number("audience"), fields.users("users"));
    audiences.put(audience.version(), audience);
    return null;
  }

  /**
   * Reads an entry's line alone, out of its file: whom it is for stays unknown.
   *
   * @throws Fields.FieldException if it is not one
   */
  static Event.Entry readEntry(byte[] line, int length) throws Fields.FieldException {
    JournalLines alone = new JournalLines(_ -> Audience.NOBODY);
    if (alone.read(line, length) instanceof JournalRecord.Posted posted) {
      return posted.entry();
    }
    throw new Fields.FieldException("not an entry");
  }

  private JournalRecord record(Fields fields) throws Fields.FieldException {
    long id = fields.number("id");
    long at = fields.number("at");
    String kind = fields.word("kind");
    return switch (kind) {
      case "message" -> message(id, at, fields);
      case "delivered" -> receipt(id, at, DeliveryState.DELIVERED, fields);
      case "read" -> receipt(id, at, DeliveryState.READ, fields);
      case "group" -> groupEvent(id, at, fields);
      case "acknowledged" ->
          new JournalRecord.Acknowledged(
              id, at, fields.user("user"), fields.device("device"), fields.number("upto"));
      case "seen" ->
          new JournalRecord.Seen(
              id, at, fields.user("user"), fields.conversation("in"), fields.number("upto"));
      case "signed-on" ->
          new JournalRecord.SignedOn(
              id, at, fields.user("user"), fields.device("device"), optionalToken(fields));
      case "signed-off" ->
          new JournalRecord.SignedOff(id, at, fields.user("user"), fields.device("device"));
      case "password-changed" ->
          new JournalRecord.PasswordChanged(
              id,
              at,
              fields.user("user"),
              fields.passwordHash("password"),
              fields.device("device"),
              fields.tokenHash("token"));
      case "password-set" ->
          new JournalRecord.PasswordSet(
              id, at, fields.user("user"), fields.passwordHash("password"));
      case "account-erased" -> new JournalRecord.AccountErased(id, at, fields.user("user"));
      case "blocked" ->
          new JournalRecord.BlockSet(id, at, fields.user("user"), fields.user("other"), true);
      case "unblocked" ->
          new JournalRecord.BlockSet(id, at, fields.user("user"), fields.user("other"), false);
      case "device-forgotten" ->
          new JournalRecord.DeviceForgotten(id, at, fields.user("user"), fields.device("device"));
      default -> throw new Fields.FieldException("a record of unknown kind \"" + kind + "\"");
    };
  }

  private static @Nullable TokenHash optionalToken(Fields fields) throws Fields.FieldException {
    return fields.has("token") ? fields.tokenHash("token") : null;
  }

  private JournalRecord message(long id, long at, Fields fields) throws Fields.FieldException {
    Event.Message message =
        new Event.Message(
            entryId(id), at, fields.user("from"), fields.conversation("to"), fields.text("text"));
    String cid = fields.word("cid");
    if (!Cid.isValid(cid)) {
      throw new Fields.FieldException("\"cid\" is not one");
    }
    return posted(message, new Origin(fields.device("device"), new Cid(cid)), fields);
  }

  private JournalRecord receipt(long id, long at, DeliveryState state, Fields fields)
      throws Fields.FieldException {
    Event.Receipt receipt =
        new Event.Receipt(
            entryId(id),
            at,
            state,
            fields.conversation("in"),
            fields.user("by"),
            entryId(fields.number("upto")));
    return posted(receipt, null, fields);
  }

  private JournalRecord groupEvent(long id, long at, Fields fields) throws Fields.FieldException {
    try {
      Event.GroupEvent event =
          new Event.GroupEvent(
              entryId(id),
              at,
              fields.group("group"),
              GroupChange.valueOf(fields.word("change")),
              fields.user("by"),
              fields.users("who"),
              fields.has("topic") ? fields.text("topic") : null);
      return posted(event, null, fields);
    } catch (IllegalArgumentException e) {
      throw new Fields.FieldException(String.valueOf(e.getMessage()));
    }
  }

  private JournalRecord posted(Event.Entry entry, @Nullable Origin origin, Fields fields)
      throws Fields.FieldException {
    if (fields.has("to-audience")) {
      long version = fields.number("to-audience");
      Audience audience = audiences.get(version);
      if (audience == null) {
        audience = elsewhere.apply(version);
      }
      if (audience == null) {
        throw new Fields.FieldException(
            Fields.FieldException.Kind.NO_AUDIENCE, "no line before it has its audience");
      }
      return new JournalRecord.Posted(entry, audience, origin);
    }
    List<UserName> users = fields.has("for") ? fields.users("for") : bothSides(entry);
    if (users == null) {
      throw new Fields.FieldException("nothing says whom it is for");
    }
    return new JournalRecord.Posted(entry, new Audience(0, users), origin);
  }

  private static EntryId entryId(long id) throws Fields.FieldException {
    if (id <= 0) {
      throw new Fields.FieldException("an id that is not positive");
    }
    return new EntryId(id);
  }

  /**
   * The id at the beginning of a record's line: enough to find a record, and to know that none is
   * missing, without reading the rest.
   *
   * @return {@link #NO_RECORD} for the line of an audience
   */
  static long idOf(byte[] line, int length) {
    if (length < 6 || line[2] != 'i' || line[3] != 'd' || line[4] != '"') {
      return NO_RECORD;
    }
    long id = 0;
    for (int i = 6; i < length && line[i] >= '0' && line[i] <= '9'; i++) {
      id = id * 10 + (line[i] - '0');
    }
    return id;
  }

  /**
   * The same, after a look at the checksum.
   *
   * @throws Fields.FieldException if it does not match
   */
  static long idOfIntact(byte[] line, int length) throws Fields.FieldException {
    expectIntact(line, length);
    return idOf(line, length);
  }

  private static void expectIntact(byte[] line, int length) throws Fields.FieldException {
    if (!CheckedLine.isIntact(line, length)) {
      throw new Fields.FieldException("the checksum does not match");
    }
  }
}
