package recado.server.store.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.LineWriter;
import recado.protocol.UserName;
import recado.server.store.Addressee;
import recado.server.store.Audience;
import recado.server.store.StateRecord;

/**
 * A {@link StateRecord} as a line of {@code state.jsonl}, and back. Samples:
 *
 * <pre>
 * {"kind":"account","user":"@ana","seen":1763690000000,"waiting-after":0,"blocked":[],"crc":"…"}
 * {"kind":"device","user":"@ana","device":"pc","since":3,"cursor":41,"used":…,"token":"…","crc":"…"}
 * {"kind":"progress","in":"@bruno","reader":"@ana","state":"read","steps":[[41,1763690000000]],"crc":"…"}
 * {"kind":"stream","sender":"@ana","in":"@bruno","last":41,"crc":"…"}
 * {"kind":"audience","version":10,"users":["@ana","@bruno"],"crc":"…"}
 * {"kind":"sent","sender":"@ana","id":41,"at":…,"to":["@bruno","#casa 10"],"log":"…","crc":"…"}
 * {"kind":"mailbox","user":"@ana","device":"pc","streams":["@bruno @ana"],"log":"…","crc":"…"}
 * {"kind":"receipt","user":"@ana","in":"@bruno","by":"@bruno","state":"delivered","id":43,"crc":"…"}
 * </pre>
 *
 * <p>Messages went to a person, or to one who blocked their sender ({@code "@bruno -"}), to a group
 * with the audience of that version, or to the lobby. The logs are explained at the post office.
 *
 * <p>One object writes or reads one file.
 */
final class StateLines {
  private static final String DROPPED = " -";

  private final Map<Long, Audience> audiences = new HashMap<>();
  private final Map<String, Addressee> addressees = new HashMap<>();
  private @Nullable UserName addresseesOf;

  void write(StateRecord state, LineWriter out) {
    CheckedLine line = new CheckedLine(out);
    switch (state) {
      case StateRecord.OfAccount s ->
          line.beginWord("kind", "account")
              .word("user", s.user())
              .number("seen", s.lastSeen())
              .number("waiting-after", s.waitingAfter())
              .words("blocked", s.blocked());
      case StateRecord.OfDevice s -> {
        line.beginWord("kind", "device").word("user", s.user()).word("device", s.device());
        line.number("since", s.since()).number("cursor", s.cursor());
        line.number("used", s.lastUsed());
        if (s.token() != null) {
          line.word("token", s.token().hex());
        }
      }
      case StateRecord.OfProgress s -> {
        line.beginWord("kind", "progress").word("in", s.conversation()).word("reader", s.reader());
        line.word("state", s.state().word()).beginPairs("steps");
        boolean first = true;
        for (StateRecord.Step step : s.steps()) {
          line.pair(first, step.upTo(), step.time());
          first = false;
        }
        line.endPairs();
      }
      case StateRecord.OfStream s ->
          line.beginWord("kind", "stream")
              .word("sender", s.sender())
              .word("in", s.conversation())
              .number("last", s.lastId());
      case StateRecord.OfSent s -> writeSent(s, line);
      case StateRecord.OfMailbox s -> {
        line.beginWord("kind", "mailbox").word("user", s.user());
        if (s.device() != null) {
          line.word("device", s.device());
        }
        line.words("streams", s.streams().stream().map(StateLines::written).toList());
        line.word("log", s.log());
      }
      case StateRecord.OfReceipt s ->
          line.beginWord("kind", "receipt")
              .word("user", s.user())
              .word("in", s.conversation())
              .word("by", s.by())
              .word("state", s.state().word())
              .number("id", s.id());
    }
    line.end();
  }

  private void writeSent(StateRecord.OfSent sent, CheckedLine line) {
    List<String> to = new ArrayList<>(sent.to().size());
    for (Addressee addressee : sent.to()) {
      Audience audience = addressee.audience();
      if (audience.version() != 0 && audiences.put(audience.version(), audience) == null) {
        line.beginWord("kind", "audience")
            .number("version", audience.version())
            .words("users", audience.users())
            .end();
      }
      to.add(written(addressee));
    }
    line.beginWord("kind", "sent").word("sender", sent.sender()).number("id", sent.id());
    line.number("at", sent.time()).words("to", to).word("log", sent.log());
  }

  private static String written(StateRecord.StreamName stream) {
    return stream.sender() + " " + stream.conversation();
  }

  private static String written(Addressee addressee) {
    if (addressee.audience().version() != 0) {
      return addressee.to() + " " + addressee.audience().version();
    }
    return addressee.isDropped() ? addressee.to() + DROPPED : addressee.to().toString();
  }

  /**
   * Reads a line.
   *
   * @return null for an audience's line, which is kept for those after it
   * @throws Fields.FieldException if it is not one
   */
  @Nullable StateRecord read(byte[] line, int length) throws Fields.FieldException {
    if (!CheckedLine.isIntact(line, length)) {
      throw new Fields.FieldException("the checksum does not match");
    }
    Fields fields = Fields.parse(line, length);
    fields.word("crc");
    StateRecord state = state(fields);
    fields.expectNoMore();
    return state;
  }

  private @Nullable StateRecord state(Fields fields) throws Fields.FieldException {
    String kind = fields.word("kind");
    return switch (kind) {
      case "account" ->
          new StateRecord.OfAccount(
              fields.user("user"),
              fields.number("seen"),
              fields.number("waiting-after"),
              fields.users("blocked"));
      case "device" -> device(fields);
      case "progress" -> progress(fields);
      case "stream" ->
          new StateRecord.OfStream(
              fields.user("sender"), fields.conversation("in"), fields.number("last"));
      case "sent" -> sent(fields);
      case "mailbox" -> mailbox(fields);
      case "receipt" ->
          new StateRecord.OfReceipt(
              fields.user("user"),
              fields.conversation("in"),
              fields.user("by"),
              deliveryState(fields),
              fields.number("id"));
      case "audience" -> {
        Audience audience = new Audience(fields.number("version"), fields.users("users"));
        audiences.put(audience.version(), audience);
        yield null;
      }
      default -> throw new Fields.FieldException("a line of unknown kind \"" + kind + "\"");
    };
  }

  private static StateRecord device(Fields fields) throws Fields.FieldException {
    return new StateRecord.OfDevice(
        fields.user("user"),
        fields.device("device"),
        fields.number("since"),
        fields.number("cursor"),
        fields.number("used"),
        fields.has("token") ? fields.tokenHash("token") : null);
  }

  private static StateRecord progress(Fields fields) throws Fields.FieldException {
    List<StateRecord.Step> steps = new ArrayList<>();
    for (long[] pair : fields.pairs("steps")) {
      steps.add(new StateRecord.Step(pair[0], pair[1]));
    }
    return new StateRecord.OfProgress(
        fields.conversation("in"), fields.user("reader"), deliveryState(fields), steps);
  }

  private static DeliveryState deliveryState(Fields fields) throws Fields.FieldException {
    String state = fields.word("state");
    for (DeliveryState known : DeliveryState.values()) {
      if (known.word().equals(state)) {
        return known;
      }
    }
    throw new Fields.FieldException("no such state: " + state);
  }

  private static StateRecord mailbox(Fields fields) throws Fields.FieldException {
    List<StateRecord.StreamName> streams = new ArrayList<>();
    for (String written : fields.words("streams")) {
      int space = written.indexOf(' ');
      streams.add(
          new StateRecord.StreamName(
              Fields.user(written.substring(0, Math.max(space, 0)), "streams"),
              Fields.conversation(written.substring(space + 1), "streams")));
    }
    return new StateRecord.OfMailbox(
        fields.user("user"),
        fields.has("device") ? fields.device("device") : null,
        streams,
        fields.word("log"));
  }

  private StateRecord sent(Fields fields) throws Fields.FieldException {
    UserName sender = fields.user("sender");
    List<Addressee> to = new ArrayList<>();
    for (String written : fields.words("to")) {
      to.add(addressee(sender, written));
    }
    return new StateRecord.OfSent(
        sender, fields.number("id"), fields.number("at"), to, fields.word("log"));
  }

  /** A sender writes to the same ones again and again: they are read once. */
  private Addressee addressee(UserName sender, String written) throws Fields.FieldException {
    if (!sender.equals(addresseesOf)) {
      addresseesOf = sender;
      addressees.clear();
    }
    Addressee known = addressees.get(written);
    if (known == null) {
      known = readAddressee(sender, written);
      addressees.put(written, known);
    }
    return known;
  }

  private Addressee readAddressee(UserName sender, String written) throws Fields.FieldException {
    boolean dropped = written.endsWith(DROPPED);
    int space = written.indexOf(' ');
    Conversation to = Fields.conversation(space < 0 ? written : written.substring(0, space), "to");
    if (space >= 0 && !dropped) {
      return new Addressee(to, audience(written.substring(space + 1)));
    }
    return new Addressee(
        to,
        switch (to) {
          case Conversation.OfUser(UserName user) when !dropped && !user.equals(sender) ->
              Audience.of(sender, user);
          case Conversation.OfUser _ -> Audience.of(sender);
          case Conversation.OfGroup _ ->
              throw new Fields.FieldException("a group's audience lacks");
          case Conversation.Lobby _ -> Audience.NOBODY;
        });
  }

  private Audience audience(String version) throws Fields.FieldException {
    Audience audience =
        version.matches("[0-9]{1,18}") ? audiences.get(Long.parseLong(version)) : null;
    if (audience == null) {
      throw new Fields.FieldException("no line before it has audience " + version);
    }
    return audience;
  }
}
