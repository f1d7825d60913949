package recado.server.postoffice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeviceName;
import recado.protocol.EntryId;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.Request;
import recado.protocol.Secret;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.store.TokenHash;

/** One of a person's devices: what it remembers, whatever becomes of the server. */
final class SimulatedDevice {
  private enum Phase {
    OFFLINE,
    CONNECTED,
    LOGGING_IN,
    SYNCING,
    READY
  }

  /** What came in this session: an id, and the newest entry of the mailbox at the time. */
  record Received(long id, long mailboxUpTo) {}

  /** What the device may be asked about: it is not known when a change of password was begun. */
  private record Token(Secret secret, int passwordChanges) {}

  final SimulatedPerson person;
  final DeviceName name;
  final SimulatedBlocks blocks;
  final TreeMap<Long, Event.Entry> memory = new TreeMap<>();
  final Map<Cid, SimulatedMessage> unanswered = new LinkedHashMap<>();
  final List<SimulatedMessage> sent = new ArrayList<>();
  final List<Received> received = new ArrayList<>();

  /** Answers other than entries, while somebody listens. */
  final List<Event> heard = new ArrayList<>();

  /** The server knows it. */
  private boolean exists;

  /** It must get all that is newer than this; and of its own person's, than that. */
  private long bornAt;

  private long ownBornAt;
  private Phase phase = Phase.OFFLINE;
  private @Nullable SimulatedConnection connection;
  private @Nullable CompletableFuture<Command.OnFile> lookup;
  private @Nullable Token token;
  private String passwordTried = "";
  private int changesAtLogin;
  private int nextToken;
  private long newestAtWelcome;
  private long pending;
  private long backlog;
  private long lastInSession;
  private @Nullable String newPassword;

  SimulatedDevice(SimulatedPerson person, String name) {
    this.person = person;
    this.name = new DeviceName(name);
    blocks = new SimulatedBlocks(this, person);
  }

  boolean exists() {
    return exists;
  }

  /** Whether an entry must have come here, if its audience says so. */
  boolean mustHave(long id, boolean own) {
    return exists && id > (own ? ownBornAt : bornAt);
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

  /** How many came before SYNCED. */
  long backlog() {
    return backlog;
  }

  /** The server has told it WELCOME. */
  void begin(long newestSeen, long newestWritten) {
    newestAtWelcome = newestSeen;
    if (!exists) {
      exists = true;
      bornAt = person.acknowledged;
      ownBornAt = newestWritten;
    }
  }

  /** Forgets a connection: what comes over it is not heard any more. */
  void drop() {
    connection = null;
    lookup = null;
    phase = Phase.OFFLINE;
    received.clear();
    blocks.forget();
    newPassword = null;
  }

  void connect(SimulatedConnection made) {
    drop();
    connection = made;
    phase = Phase.CONNECTED;
    made.submit(new Command.Connect(made.caller, new Event.Hello(1, "sim", Text.EMPTY)));
    if (!person.isRegistered()) {
      person.registrations++;
      String hash = SimulatedPerson.hash(person.passwords.getFirst());
      made.submit(new Command.Register(made.caller, person.name, hash));
      return;
    }
    changesAtLogin = person.passwordChanges;
    if (token == null) {
      lookup = new CompletableFuture<>();
      made.submit(new Command.FindPassword(made.caller, person.name, lookup));
    } else {
      phase = Phase.LOGGING_IN;
      passwordTried = "";
      TokenHash hash = TokenHash.of(token.secret().reveal());
      made.submit(new Command.Resume(made.caller, person.name, name, hash, () -> {}));
    }
  }

  /** Forgets its token, as after it was installed anew. */
  void forgetToken() {
    token = null;
  }

  /** Goes on with a login when the password on file is known. */
  void login(boolean diskHasFailed) {
    SimulatedConnection to = connection;
    if (lookup == null || to == null || !lookup.isDone()) {
      return;
    }
    String onFile = lookup.join().password();
    lookup = null;
    phase = Phase.LOGGING_IN;
    passwordTried = "";
    for (String password : person.passwords) {
      if (SimulatedPerson.hash(password).equals(onFile)) {
        passwordTried = password;
      }
    }
    boolean sure = changesAtLogin == person.passwordChanges && !diskHasFailed && !to.caller.gone;
    if (passwordTried.isEmpty() && sure) {
      throw new SimulationFailure(
          person + " has the password " + onFile + " and not one of " + person.passwords);
    }
    Secret secret = Secret.of(person.name + "-" + name + "-" + nextToken++);
    to.submit(
        new Command.Login(
            to.caller,
            person.name,
            name,
            passwordTried.isEmpty() ? null : onFile,
            new Command.NewToken(secret, TokenHash.of(secret.reveal())),
            () -> {}));
    token = null; // the old one is void as soon as the server has this
  }

  void ask(Request request) {
    if (connection != null) {
      SimulatedBook.trace("asks     " + this + " " + request);
      connection.submit(new Command.Ask(connection.caller, request));
    }
  }

  void send(SimulatedMessage message) {
    if (connection == null) {
      throw new IllegalStateException("offline");
    }
    connection.unanswered.add(message.cid);
    unanswered.put(message.cid, message);
    message.attempts++;
    ask(new Request.Send(message.cid, message.to, message.text));
  }

  void acknowledge(Received upTo) {
    person.acknowledged = Math.max(person.acknowledged, upTo.mailboxUpTo());
    ask(new Request.Ack(new EntryId(upTo.id())));
  }

  void read(Conversation conversation, long id) {
    person.read.merge(conversation, id, Math::max);
    ask(new Request.Read(conversation, new EntryId(id)));
  }

  void changePassword() {
    if (connection == null || person.passwords.size() > 1 || newPassword != null) {
      return;
    }
    String changed = person.newPassword();
    newPassword = changed;
    person.passwords.add(changed);
    person.passwordChanges++;
    changesAtLogin = person.passwordChanges;
    Secret secret = Secret.of(person.name + "-" + name + "-" + nextToken++);
    token = null;
    connection.submit(
        new Command.ChangePassword(
            connection.caller,
            SimulatedPerson.hash(changed),
            new Command.NewToken(secret, TokenHash.of(secret.reveal()))));
  }

  /** An event has come. Returns false if the session is over. */
  boolean receive(Event event, SimulatedOracle oracle) {
    SimulatedBook.trace("hears    " + this + " " + event);
    heard.add(event);
    switch (event) {
      case Event.Entry entry -> receiveEntry(entry);
      case Event.Welcome welcome -> welcome(welcome);
      case Event.Token(Secret secret) -> token = new Token(secret, changesAtLogin);
      case Event.Synced(long lastId) -> synced(lastId);
      case Event.Sent answer -> receiveSent(answer);
      case Event.Registered(var _, String number) -> {
        person.number = number;
        return false;
      }
      case Event.Blocked(UserName other) -> blocks.set(other, true);
      case Event.Unblocked(UserName other) -> blocks.set(other, false);
      case Event.End(String list, long _) when list.equals("BLOCKS") -> blocks.listed(heard);
      case Event.PasswordChanged _ -> {
        if (newPassword != null) {
          person.passwords.removeIf(password -> !password.equals(newPassword));
          newPassword = null;
        }
      }
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
      if (id <= lastInSession) {
        throw new SimulationFailure(this + " got " + entry + " after " + lastInSession);
      }
      lastInSession = id;
      if (phase == Phase.SYNCING && id <= newestAtWelcome) {
        backlog++;
      }
      memory.put(id, entry);
    }
    received.add(new Received(id, lastInSession));
  }

  private void welcome(Event.Welcome welcome) {
    phase = Phase.SYNCING;
    pending = welcome.pending();
    backlog = 0;
    lastInSession = 0;
    if (changesAtLogin == person.passwordChanges && !passwordTried.isEmpty() && token == null) {
      person.passwords.removeIf(password -> !password.equals(passwordTried));
    }
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

  private void expectAnswerTo(Cid cid) {
    Cid expected = connection == null ? null : connection.unanswered.poll();
    if (!cid.equals(expected)) {
      throw new SimulationFailure(this + ": an answer to " + cid + " before that to " + expected);
    }
  }

  private void receiveSent(Event.Sent answer) {
    expectAnswerTo(answer.cid());
    SimulatedMessage message = unanswered.remove(answer.cid());
    if (message != null) {
      message.fate = SimulatedMessage.Fate.SENT;
    }
  }

  private boolean receiveError(Event.Err error, SimulatedOracle oracle) {
    boolean unavailable = error.code() == ErrorCode.UNAVAILABLE;
    boolean undone = !unavailable || oracle.isRefusalCertain();
    switch (error.verb()) {
      case "SEND" -> refused(new Cid(String.valueOf(error.detail())), undone);
      case "REGISTER" -> {
        return registerRefused(!unavailable, unavailable && undone);
      }
      case "RESUME" -> {
        if (!unavailable && token != null && token.passwordChanges() == person.passwordChanges) {
          throw new SimulationFailure(this + ": a token that nobody has made void is refused");
        }
        token = unavailable ? token : null;
        return false;
      }
      case "LOGIN" -> {
        if (!unavailable && !passwordTried.isEmpty() && changesAtLogin == person.passwordChanges) {
          throw new SimulationFailure(this + ": a right password is refused: " + error);
        }
        return false;
      }
      case "PASSWORD" -> passwordRefused(undone);
      case "BLOCK", "UNBLOCK", "BLOCKS" -> blocks.forget();
      case "ACK" -> {
        if (!unavailable) {
          throw new SimulationFailure(this + " acknowledged what it had got: " + error);
        }
      }
      default -> {}
    }
    return !unavailable;
  }

  private void refused(Cid cid, boolean undone) {
    expectAnswerTo(cid);
    SimulatedMessage message = unanswered.remove(cid);
    if (message != null && message.attempts == 1 && undone) {
      message.fate = SimulatedMessage.Fate.REFUSED;
    }
  }

  private boolean registerRefused(boolean taken, boolean refused) {
    if (refused) {
      person.registrations--;
    } else if (taken && person.registrations < 2) {
      throw new SimulationFailure(person + " is taken, by nobody who was answered otherwise");
    } else if (taken) {
      person.number = ""; // by an earlier attempt
    }
    return false;
  }

  private void passwordRefused(boolean undone) {
    if (newPassword != null && undone) {
      person.passwords.remove(newPassword);
    }
    newPassword = null;
  }

  @Override
  public String toString() {
    return person + "/" + name;
  }
}
