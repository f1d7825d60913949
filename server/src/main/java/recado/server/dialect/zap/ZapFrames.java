package recado.server.dialect.zap;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.GroupChange;
import recado.protocol.GroupName;
import recado.protocol.Request;
import recado.protocol.UserName;
import recado.server.dialect.FrameDialect;

/** What a client is told of the server's events. The writing thread's. */
final class ZapFrames {
  private static final int MAX_MEMBERS = 8;

  private final Flavour flavour;
  private final Self self;
  private final Shown shown;
  private final Switchboard switchboard;
  private final Numbers numbers;
  private final GroupTicks groupTicks = new GroupTicks();
  private UserName me = new UserName("nobody");

  ZapFrames(Flavour flavour, Self self, Shown shown, Switchboard switchboard) {
    this.flavour = flavour;
    this.self = self;
    this.shown = shown;
    this.switchboard = switchboard;
    numbers = switchboard.numbers();
  }

  /** As {@link FrameDialect.Talk#note}. What is in a mailbox always counts. */
  boolean note(Event event) {
    switch (event) {
      case Event.ReceiptOf part -> groupTicks.heard(part);
      case Event.End _ -> groupTicks.end(true);
      case Event.Err error when error.verb().equals("INFO") -> groupTicks.end(false);
      case Event.Entry entry -> shown.coming(entry.id());
      default -> {} // to be told, or of no concern
    }
    return concerns(event);
  }

  private static boolean concerns(Event event) {
    return switch (event) {
      case Event.Message(EntryId _, long _, UserName _, Conversation to, var _) ->
          !(to instanceof Conversation.Lobby);
      case Event.Receipt _,
          Event.GroupEvent _,
          Event.Hello _,
          Event.Registered _,
          Event.Welcome _,
          Event.Synced _,
          Event.Bye _ ->
          true;
      case Event.Err error -> // others are about what the client has not asked for
          !List.of("INFO", "ACK", "READ").contains(error.verb());
      case Event.Sent _,
          Event.ReceiptOf _,
          Event.End _,
          Event.Token _,
          Event.Typing _,
          Event.Presence _,
          Event.Member _,
          Event.GroupOf _,
          Event.Blocked _,
          Event.Unblocked _,
          Event.PasswordChanged _,
          Event.Pong _,
          Event.Ping _,
          Event.Unknown _ ->
          false;
    };
  }

  /** As {@link FrameDialect.Talk#tell}. */
  void tell(Event event, FrameDialect.Peer peer) throws IOException, InterruptedException {
    switch (event) {
      case Event.Entry entry -> {
        readEarly(entry, peer);
        try {
          show(entry, peer);
        } finally {
          shown.written(entry.id());
        }
      }
      case Event.Hello _ -> send(flavour.greeting(), peer);
      case Event.Registered(UserName _, String number) -> registered(new ZapId(number), peer);
      case Event.Welcome welcome -> welcome(welcome, peer);
      case Event.Synced _ -> caughtUp(peer);
      case Event.Err error -> fail(error, peer);
      case Event.Bye(var why) -> send(flavour.error(why.toString()), peer);
      default -> {} // of no concern
    }
  }

  void end() {
    self.end();
  }

  private static void send(String frame, FrameDialect.Peer peer)
      throws IOException, InterruptedException {
    send(frame, Flavour.PAUSE, peer);
  }

  private static void send(String frame, Duration pause, FrameDialect.Peer peer)
      throws IOException, InterruptedException {
    if (!frame.isEmpty()) {
      peer.send(Flavour.bytes(frame), pause);
    }
  }

  /** The account is there; its client is signed on, too. */
  private void registered(ZapId id, FrameDialect.Peer peer)
      throws IOException, InterruptedException {
    if (self.claim(id)) {
      peer.ask(ZapRequests.signOnOf(id));
    } else {
      self.giveUp(); // somebody was quicker, who has guessed the number
      send(flavour.error("somebody has signed on with your new id"), peer);
    }
  }

  private void welcome(Event.Welcome welcome, FrameDialect.Peer peer)
      throws IOException, InterruptedException {
    me = welcome.user();
    boolean isNew = self.isRegistering();
    String id = flavour.written(self.signedOn());
    if (isNew) {
      send("02" + id, peer);
    } else {
      send("04" + id, flavour.pauseAfterSignOn(), peer);
    }
  }

  private void fail(Event.Err error, FrameDialect.Peer peer)
      throws IOException, InterruptedException {
    String why =
        error.code() == ErrorCode.BAD_CREDENTIALS
            ? "nobody can sign on here with this id"
            : error.message().toString();
    switch (error.verb()) {
      case "LOGIN", "REGISTER" -> {
        boolean isNew = self.isRegistering() || error.verb().equals("REGISTER");
        if (self.isSignedOn() && isAgain(error)) {
          send("04" + flavour.written(numbers.of(me)), peer);
          return;
        }
        if (!self.isSignedOn() && error.code() != ErrorCode.NOT_ALLOWED) {
          self.giveUp(); // what is not allowed is to have the id, which was not claimed then
        }
        send(isNew ? flavour.error(why) : flavour.failedSignOn(why), peer);
      }
      default -> send(flavour.error(why), peer);
    }
  }

  /** Whether a client that has signed on asks for that once more. */
  private boolean isAgain(Event.Err error) {
    return error.code() == ErrorCode.ALREADY_LOGGED_IN && me.toString().equals(error.detail());
  }

  private void caughtUp(FrameDialect.Peer peer) throws InterruptedException {
    shown.caughtUp();
    for (Map.Entry<ZapId, String> early : shown.takeEarly().entrySet()) {
      EntryId upTo = shown.read(early.getKey(), early.getValue());
      if (upTo != null) {
        peer.ask(ZapRequests.read(early.getKey(), upTo));
      }
    }
  }

  /** What was read before anything was shown cannot have been this entry, nor a later one. */
  private void readEarly(Event.Entry first, FrameDialect.Peer peer) throws InterruptedException {
    for (ZapId from : shown.takeEarly().keySet()) {
      if (first.id().value() > 1) {
        peer.ask(ZapRequests.read(from, new EntryId(first.id().value() - 1)));
      }
    }
  }

  private void show(Event.Entry entry, FrameDialect.Peer peer)
      throws IOException, InterruptedException {
    switch (entry) {
      case Event.Message message -> show(message, peer);
      case Event.Receipt receipt -> show(receipt, peer);
      case Event.GroupEvent change -> show(change, peer);
    }
  }

  private void show(Event.Message message, FrameDialect.Peer peer)
      throws IOException, InterruptedException {
    ZapId from = numbers.of(message.from());
    ZapId conversation;
    String ids;
    switch (message.to()) {
      case Conversation.OfUser(UserName to) -> {
        if (!to.equals(me)) {
          return; // written by this account itself, elsewhere
        }
        conversation = from;
        ids = flavour.written(from) + flavour.written(numbers.of(me));
      }
      case Conversation.OfGroup(GroupName name) -> {
        conversation = numbers.of(name);
        ids = flavour.ofGroup(conversation, from);
      }
      case Conversation.Lobby _ -> {
        return; // the protocol has no word for it
      }
    }
    String time = switchboard.timeOf(message);
    List<String> pieces = Pieces.of(message.text().toString(), flavour.maxBytes(message));
    for (int i = 0; i < pieces.size(); i++) {
      peer.awaitTurn();
      if (i == pieces.size() - 1) {
        shown.add(conversation, time, message.id()); // nobody can have read it before
      }
      send("06" + ids + time + pieces.get(i), peer);
    }
  }

  private void show(Event.Receipt receipt, FrameDialect.Peer peer)
      throws IOException, InterruptedException {
    if (receipt.conversation() instanceof Conversation.OfGroup(GroupName group)) {
      groupTicks.ask();
      peer.ask(new Request.Info(receipt.upTo()));
      for (DeliveryState state : groupTicks.awaitNews(group, receipt.upTo())) {
        tick(state, numbers.of(group), receipt, peer);
      }
    } else {
      tick(receipt.state(), numbers.of(receipt.by()), receipt, peer);
    }
  }

  private void tick(
      DeliveryState state, ZapId reader, Event.Receipt receipt, FrameDialect.Peer peer)
      throws IOException, InterruptedException {
    String time = switchboard.timeOf(receipt.upTo(), receipt.time());
    send(code(state) + flavour.written(reader) + time, peer);
  }

  private static String code(DeliveryState state) {
    return state == DeliveryState.READ ? "09" : "07";
  }

  /** A client hears of a group when it becomes a member, and of nothing else. */
  private void show(Event.GroupEvent change, FrameDialect.Peer peer)
      throws IOException, InterruptedException {
    boolean isNew = change.change() == GroupChange.CREATED;
    if (!isNew && !(change.change() == GroupChange.ADDED && change.who().contains(me))) {
      return;
    }
    Books.GroupRow row = numbers.row(change.group()).orElse(null);
    if (row == null || !row.members().contains(me)) {
      return; // it has come and gone; another may have its name
    }
    Set<UserName> members = new LinkedHashSet<>();
    members.add(change.by()); // the clients take the first for the one who did it
    members.addAll(isNew ? change.who() : row.members());
    List<UserName> first = new ArrayList<>(members);
    StringBuilder ids = new StringBuilder();
    for (ZapId member : numbers.of(first.subList(0, Math.min(MAX_MEMBERS, first.size())))) {
      ids.append(flavour.written(member));
    }
    String group = flavour.written(new ZapId(row.number()));
    send("11" + group + Switchboard.written(change.time()) + ids, peer);
  }
}
