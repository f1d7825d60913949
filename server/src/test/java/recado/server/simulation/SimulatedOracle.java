package recado.server.simulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.simulation.SimulatedMessage.Stored;

/**
 * Hears every word of the server's, whether or not it comes to its device, and knows what it must
 * not say. What must have been said by now is for {@link SimulationEnd}.
 */
final class SimulatedOracle {
  final SimulatedBook book;
  final SimulatedProgress progress = new SimulatedProgress(this);
  final SimulatedDeeds deeds = new SimulatedDeeds();
  private final SimulatedDisk disk;
  private final LongSupplier clock;

  /** All that anybody has been told of, by id; lobby messages too. */
  private final TreeMap<Long, Event.Entry> entries = new TreeMap<>();

  private final Map<UserName, SimulatedPerson> people = new HashMap<>();
  private final Map<Text, SimulatedMessage> messages = new HashMap<>();
  private final Map<UserName, Map<Cid, SimulatedMessage>> byCid = new HashMap<>();
  private final TreeMap<Long, Stored> stored = new TreeMap<>();

  /** The connections that have been told WELCOME and are not over. */
  private final Set<SimulatedConnection> online = new LinkedHashSet<>();

  SimulatedOracle(SimulatedBook book, SimulatedDisk disk, LongSupplier clock) {
    this.book = book;
    this.disk = disk;
    this.clock = clock;
  }

  void add(SimulatedPerson person) {
    people.put(person.name, person);
  }

  void add(SimulatedMessage message) {
    messages.put(message.text, message);
    message.noteBlockAtStart(people);
    byCid
        .computeIfAbsent(message.sender.person.name, _ -> new HashMap<>())
        .put(message.cid, message);
  }

  long now() {
    return clock.getAsLong();
  }

  SortedMap<Long, Event.Entry> entries() {
    return entries;
  }

  /** All messages that anybody knows to be stored. */
  Collection<Stored> stored() {
    return stored.values();
  }

  Collection<Stored> stored(long from, long upTo) {
    return from > upTo ? Set.of() : stored.subMap(from, true, upTo, true).values();
  }

  @Nullable Stored stored(long id) {
    return stored.get(id);
  }

  SimulatedPerson person(UserName name) {
    SimulatedPerson person = people.get(name);
    if (person == null) {
      throw new SimulationFailure("nobody is called " + name);
    }
    return person;
  }

  /** The server has told a device this: it may be on its way over the wire. */
  void told(SimulatedConnection connection, Event event) {
    SimulatedDevice device = connection.device;
    switch (event) {
      case Event.Entry entry -> toldEntry(connection, entry);
      case Event.Sent sent -> toldSent(connection, sent);
      case Event.Welcome _ -> {
        device.signOn.told(connection, this);
        connection.newestAtWelcome = book.newestSeen();
        online.add(connection);
      }
      case Event.Token _ -> device.signOn.toldToken();
      case Event.PasswordChanged _ -> device.signOn.toldPasswordChanged();
      case Event.ReceiptOf line -> progress.toldInfo(device.person, line, now());
      case Event.Bye bye -> {
        if (bye.why().toString().contains("mistake")) {
          throw new SimulationFailure("the server made a mistake");
        }
      }
      default -> {}
    }
  }

  /** It may still be told something, but needs not be. */
  void isOver(SimulatedConnection connection) {
    online.remove(connection);
  }

  private void toldEntry(SimulatedConnection connection, Event.Entry entry) {
    SimulatedDevice device = connection.device;
    long id = entry.id().value();
    book.seen(id);
    Event.Entry former = entries.putIfAbsent(id, entry);
    if (former != null && !former.equals(entry)) {
      throw new SimulationFailure("one id, two entries: " + former + " and " + entry);
    }
    switch (entry) {
      case Event.Message message -> toldMessage(connection, message);
      case Event.Receipt receipt -> progress.toldReceipt(device.person, receipt);
      case Event.GroupEvent event -> {
        if (former == null) {
          deeds.happened(event);
        }
      }
    }
  }

  private void toldMessage(SimulatedConnection connection, Event.Message told) {
    SimulatedDevice device = connection.device;
    SimulatedMessage message = messages.get(told.text());
    if (message == null
        || !message.to.equals(told.to())
        || !message.sender.person.name.equals(told.from())) {
      throw new SimulationFailure("nobody sent " + told + " as it is: " + message);
    }
    long id = told.id().value();
    note(message, id, told.time());
    boolean own = device.person == message.sender.person;
    if (told.to() instanceof Conversation.OfUser(UserName to)
        && !own
        && !to.equals(device.person.name)) {
      throw new SimulationFailure(told + " came to " + device);
    }
    if (device == message.sender && !message.isToOneself() && !message.repeatedElsewhere) {
      throw new SimulationFailure(told + " came back to " + device);
    }
    if (told.to() instanceof Conversation.Lobby) {
      if (id <= book.newestAtStart() || id <= connection.newestOfLobby) {
        throw new SimulationFailure("a lobby message is stored for nobody: " + told);
      }
      connection.newestOfLobby = id;
    }
  }

  private void toldSent(SimulatedConnection connection, Event.Sent sent) {
    SimulatedPerson sender = connection.device.person;
    SimulatedMessage message = byCid.getOrDefault(sender.name, Map.of()).get(sent.cid());
    if (message == null) {
      throw new SimulationFailure("SENT for what " + sender + " never sent: " + sent);
    }
    connection.device.signOn.used(sent.time()); // a repetition does not count
    book.seen(sent.id().value());
    Stored as = note(message, sent.id().value(), sent.time());
    if (message.stored != as && message.stored != null && as.id < message.stored.id) {
      throw new SimulationFailure(as + " is answered, " + message.stored + " is newer");
    }
    message.stored = as;
    message.noteBlockAtAnswer(people, as);
    if (message.to instanceof Conversation.Lobby && message.attempts == 1) {
      expectToldToAllOnline(connection, as);
    }
  }

  private void expectToldToAllOnline(SimulatedConnection sending, Stored message) {
    for (SimulatedConnection other : online) {
      if (other != sending && other.newestOfLobby < message.id) {
        throw new SimulationFailure(other.device + " is online and never heard " + message);
      }
    }
  }

  private Stored note(SimulatedMessage message, long id, long time) {
    if (message.fate == SimulatedMessage.Fate.REFUSED) {
      throw new SimulationFailure("refused, and yet taken as " + id + ": " + message);
    }
    Stored as = stored.get(id);
    if (as == null) {
      as = new Stored(message, id, time);
      expectAlone(as);
      stored.put(id, as);
      if (message.stored == null || message.stored.id < id) {
        message.stored = as;
      }
    }
    if (as.message != message || as.time != time) {
      throw new SimulationFailure("as " + id + " of " + time + ": " + message + " and " + as);
    }
    return as;
  }

  /** Within a day, nothing else is made of a message. */
  private static void expectAlone(Stored as) {
    Stored former = as.message.stored;
    if (former != null && Math.abs(former.time - as.time) <= SimulatedMessage.CIDS_KEPT_MILLIS) {
      throw new SimulationFailure("stored twice, as " + former.id + " and " + as);
    }
  }

  void readingFailed(Exception cause) {
    if (!disk.hasFailed()) {
      throw new SimulationFailure("reading a backlog failed: " + cause, cause);
    }
  }

  /** What the group events that anybody has seen say. */
  SimulatedGroups groups() {
    return new SimulatedGroups(entries.values());
  }

  /** Whether a failed command is sure to have changed nothing: what was written was taken back. */
  boolean isRefusalCertain() {
    return !disk.hasTruncationFailed();
  }
}
