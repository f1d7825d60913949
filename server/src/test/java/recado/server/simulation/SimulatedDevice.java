package recado.server.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.DeviceName;
import recado.protocol.EntryId;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.postoffice.Command;

/** One of a person's devices: what it remembers, whatever becomes of the server. */
final class SimulatedDevice {
  private enum Phase {
    OFFLINE,
    CONNECTED,
    SYNCING,
    READY
  }

  /** What came in this session: an id, and the newest entry of the mailbox at the time. */
  record Received(long id, long mailboxUpTo) {}

  /** A SEND under way: when it is answered, what was acknowledged before it is safe, too. */
  private record Sending(Cid cid, long acknowledged) {}

  /** Of those not yet seen, only the newest receipt is sent of each kind. */
  private record ReceiptKind(DeliveryState state, Conversation conversation, UserName by) {}

  final SimulatedPerson person;
  final DeviceName name;
  final SimulatedSignOn signOn;
  final SimulatedBlocks blocks;
  final TreeMap<Long, Event.Entry> memory = new TreeMap<>();
  final Map<Cid, SimulatedMessage> unanswered = new LinkedHashMap<>();
  final List<SimulatedMessage> sent = new ArrayList<>();

  // What follows is of the session at hand.
  final List<Received> received = new ArrayList<>();

  /** The lists it was told, and what failed. */
  final List<Event> heard = new ArrayList<>();

  private final Deque<Sending> sending = new ArrayDeque<>();
  private final Set<ReceiptKind> receiptsInBacklog = new HashSet<>();
  private Phase phase = Phase.OFFLINE;
  private @Nullable SimulatedConnection connection;
  private SimulatedDeeds.@Nullable Deed deed;
  private int listingGroups;
  private long newestAtWelcome;
  private long pending;
  private long backlog;
  private long lastInSession;
  private long acknowledging;

  /** The newest entry that ever came. */
  private long newest;

  SimulatedDevice(SimulatedPerson person, String name) {
    this.person = person;
    this.name = new DeviceName(name);
    signOn = new SimulatedSignOn(this, person);
    blocks = new SimulatedBlocks(this, person);
  }

  boolean isOffline() {
    return phase == Phase.OFFLINE;
  }

  boolean isSyncing() {
    return phase == Phase.SYNCING;
  }

  boolean isReady() {
    return phase == Phase.READY;
  }

  @Nullable SimulatedConnection connection() {
    return connection;
  }

  /** How many entries waited when the session began. */
  long pending() {
    return pending;
  }

  /** How many of them came before SYNCED. */
  long backlog() {
    return backlog;
  }

  /** The server may know nothing of it any more: what comes may be older than what came. */
  void mayHaveBeenForgotten() {
    newest = 0;
  }

  /** Forgets a connection: what comes over it is not heard any more. */
  void drop() {
    connection = null;
    phase = Phase.OFFLINE;
    signOn.drop();
    blocks.forget();
    received.clear();
    heard.clear();
    sending.clear();
    deed = null;
    listingGroups = 0;
    acknowledging = 0;
  }

  void connect(SimulatedConnection made) {
    drop();
    connection = made;
    phase = Phase.CONNECTED;
    made.submit(new Command.Connect(made.caller, new Event.Hello(1, "sim", Text.EMPTY)));
    signOn.begin(made);
  }

  void ask(Request request) {
    if (connection != null) {
      SimulationTrace.say("asks    ", this, request);
      connection.submit(new Command.Ask(connection.caller, request));
    }
  }

  /** Sends a message, naming its recipient by this. */
  void send(SimulatedMessage message, Conversation to) {
    sending.add(new Sending(message.cid, acknowledging));
    unanswered.put(message.cid, message);
    message.attempts++;
    message.repeatedElsewhere |= this != message.sender;
    ask(new Request.Send(message.cid, to, message.text));
  }

  void acknowledge(Received upTo) {
    person.acknowledged = Math.max(person.acknowledged, upTo.mailboxUpTo());
    if (upTo.id() == upTo.mailboxUpTo()) { // after a lobby message, it is not sure how much
      acknowledging = Math.max(acknowledging, upTo.id());
    }
    ask(new Request.Ack(new EntryId(upTo.id())));
  }

  void read(Conversation conversation, long id) {
    person.read.merge(conversation, id, Math::max);
    ask(new Request.Read(conversation, new EntryId(id)));
  }

  /** One at a time, so that answers can be told apart. */
  void askGroup(Request.OfGroup request, SimulatedOracle oracle) {
    if (deed != null || listingGroups > 0) {
      return;
    }
    deed = SimulatedDeeds.Deed.of(person.name, request);
    if (deed == null) {
      listingGroups++;
    } else {
      oracle.deeds.asked(deed);
    }
    ask(request);
  }

  void changePassword() {
    if (connection != null) {
      signOn.changePassword(connection);
    }
  }

  /** An event has come. Returns false if the session is over. */
  boolean receive(Event event, SimulatedOracle oracle) {
    SimulationTrace.say("hears   ", this, event);
    switch (event) {
      case Event.Entry entry -> receiveEntry(entry);
      case Event.Welcome welcome -> welcome(welcome);
      case Event.Token(var secret) -> signOn.receiveToken(secret);
      case Event.Synced(long lastId) -> synced(lastId);
      case Event.Sent answer -> receiveSent(answer);
      case Event.Registered(var _, String number) -> {
        signOn.receiveNumber(number);
        return false;
      }
      case Event.Blocked(UserName other) -> blocks.set(other, true);
      case Event.Unblocked(UserName other) -> blocks.set(other, false);
      case Event.End(String list, long _) when list.equals("BLOCKS") -> blocks.endOfList();
      case Event.End(String list, long _) -> {
        listingGroups -= list.equals("GROUP") && listingGroups > 0 ? 1 : 0;
        heard.add(event);
      }
      case Event.ReceiptOf _, Event.Member _, Event.GroupOf _ -> heard.add(event);
      case Event.PasswordChanged _ -> signOn.receivePasswordChanged();
      case Event.Bye _ -> {
        return false;
      }
      case Event.Err error -> {
        return receiveError(error, oracle);
      }
      default -> {}
    }
    return true;
  }

  private void receiveEntry(Event.Entry entry) {
    long id = entry.id().value();
    boolean lobby = entry instanceof Event.Message m && m.to() instanceof Conversation.Lobby;
    if (!lobby) {
      receiveFromMailbox(id, entry);
    }
    received.add(new Received(id, lastInSession));
    if (entry instanceof Event.GroupEvent event && SimulatedDeeds.Deed.of(event).equals(deed)) {
      deed = null;
    }
  }

  private void receiveFromMailbox(long id, Event.Entry entry) {
    if (id <= lastInSession) {
      throw new SimulationFailure(this + " got " + entry + " after " + lastInSession);
    }
    lastInSession = id;
    if (id <= signOn.acknowledged()) {
      throw new SimulationFailure(
          this + " got what is acknowledged up to " + signOn.acknowledged() + ": " + entry);
    }
    if (memory.put(id, entry) == null) {
      if (id < newest) {
        throw new SimulationFailure(this + " got " + entry + " after the newer " + newest);
      }
      newest = id;
    }
    if (phase == Phase.SYNCING && id <= newestAtWelcome) {
      backlog++;
      boolean superseded =
          entry instanceof Event.Receipt r
              && !receiptsInBacklog.add(new ReceiptKind(r.state(), r.conversation(), r.by()));
      if (superseded) {
        throw new SimulationFailure(this + " got an older receipt and then " + entry);
      }
    }
  }

  private void welcome(Event.Welcome welcome) {
    phase = Phase.SYNCING;
    pending = welcome.pending();
    backlog = 0;
    lastInSession = 0;
    newestAtWelcome = connection == null ? 0 : connection.newestAtWelcome;
    receiptsInBacklog.clear();
    signOn.receiveWelcome();
  }

  private void synced(long lastId) {
    if (lastId != lastInSession) {
      throw new SimulationFailure(this + " is SYNCED " + lastId + " after " + lastInSession);
    }
    if (backlog > pending) {
      throw new SimulationFailure(this + " got " + backlog + " entries, WELCOME said " + pending);
    }
    phase = Phase.READY;
  }

  private Sending answered(Cid cid) {
    Sending expected = sending.poll();
    if (expected == null || !cid.equals(expected.cid())) {
      throw new SimulationFailure(this + ": an answer to " + cid + " before that to " + expected);
    }
    return expected;
  }

  private void receiveSent(Event.Sent answer) {
    signOn.acknowledged(answered(answer.cid()).acknowledged());
    SimulatedMessage message = unanswered.remove(answer.cid());
    if (message != null) {
      message.fate = SimulatedMessage.Fate.SENT;
    }
  }

  private boolean receiveError(Event.Err error, SimulatedOracle oracle) {
    if (error.verb().equals("SEND") && error.message().toString().contains("mailbox")) {
      refused(new Cid(String.valueOf(error.detail())), true); // it is full: nothing is wrong
      return true;
    }
    boolean unavailable = error.code() == ErrorCode.UNAVAILABLE;
    boolean undone = !unavailable || oracle.isRefusalCertain();
    heard.add(error);
    switch (error.verb()) {
      case "SEND" -> refused(new Cid(String.valueOf(error.detail())), undone);
      case "LOGIN", "RESUME", "REGISTER" -> {
        signOn.refused(error, undone, oracle);
        return false;
      }
      case "PASSWORD" -> signOn.refused(error, undone, oracle);
      case "BLOCK", "UNBLOCK", "BLOCKS" -> blocks.forget();
      case "GROUP" -> groupRefused(undone, oracle);
      case "INFO" -> {
        SimulatedMessage.Stored stored = oracle.stored(Long.parseLong("" + error.detail()));
        if (!unavailable && stored != null && !stored.isOld(oracle.now())) {
          throw new SimulationFailure(this + " asked about what it sent, " + stored + ": " + error);
        }
      }
      case "ACK" -> {
        if (!unavailable) {
          throw new SimulationFailure(this + " acknowledged what it had got: " + error);
        }
      }
      default -> {}
    }
    return !unavailable;
  }

  private void groupRefused(boolean undone, SimulatedOracle oracle) {
    if (listingGroups > 0) {
      listingGroups--;
    } else if (deed != null) {
      if (undone) {
        oracle.deeds.refused(deed);
      }
      deed = null;
    }
  }

  private void refused(Cid cid, boolean undone) {
    answered(cid);
    SimulatedMessage message = unanswered.remove(cid);
    if (message != null && message.attempts == 1 && undone) {
      message.fate = SimulatedMessage.Fate.REFUSED;
    }
  }

  @Override
  public String toString() {
    return person + "/" + name;
  }
}
