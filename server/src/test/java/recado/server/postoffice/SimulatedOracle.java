package recado.server.postoffice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.Event;
import recado.protocol.Text;
import recado.protocol.UserName;

/** Hears every word of the server's and knows what it must not say. */
final class SimulatedOracle {
  private final SimulatedBook book;
  private final SimulatedDisk disk;

  /** All that anybody has been told of, by id. */
  private final TreeMap<Long, Event.Entry> entries = new TreeMap<>();

  private final Map<UserName, SimulatedPerson> people = new HashMap<>();
  private final Map<Text, SimulatedMessage> messages = new HashMap<>();
  private final Map<UserName, Map<Cid, SimulatedMessage>> byCid = new HashMap<>();
  private final Map<SimulatedMessage, Long> ids = new HashMap<>();

  /** Topics whose change was refused. */
  private final List<Text> refusedTopics = new ArrayList<>();

  SimulatedOracle(SimulatedBook book, SimulatedDisk disk) {
    this.book = book;
    this.disk = disk;
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

  void refuse(Text topic) {
    refusedTopics.add(topic);
  }

  SortedMap<Long, Event.Entry> entries() {
    return entries;
  }

  Iterable<SimulatedMessage> messages() {
    return messages.values();
  }

  int messageCount() {
    return entries.size();
  }

  private SimulatedPerson person(UserName name) {
    SimulatedPerson person = people.get(name);
    if (person == null) {
      throw new SimulationFailure("nobody is called " + name);
    }
    return person;
  }

  /** The server has told a device this: it may be on its way over the wire. */
  void told(SimulatedDevice device, Event event) {
    switch (event) {
      case Event.Entry entry -> toldEntry(device, entry);
      case Event.Sent sent -> toldSent(device.person, sent);
      case Event.Welcome _ -> device.begin(book.newestSeen(), book.newestWritten());
      case Event.Bye bye -> {
        if (bye.why().toString().contains("mistake")) {
          throw new SimulationFailure("the server made a mistake");
        }
      }
      default -> {}
    }
  }

  private void toldEntry(SimulatedDevice device, Event.Entry entry) {
    long id = entry.id().value();
    book.seen(id);
    Event.Entry former = entries.putIfAbsent(id, entry);
    if (former != null && !former.equals(entry)) {
      throw new SimulationFailure("one id, two entries: " + former + " and " + entry);
    }
    switch (entry) {
      case Event.Message message -> toldMessage(device, message);
      case Event.Receipt receipt -> toldReceipt(device.person, receipt);
      case Event.GroupEvent event -> {
        if (event.topic() != null && refusedTopics.contains(event.topic())) {
          throw new SimulationFailure("refused, and yet there is " + event);
        }
      }
    }
  }

  private void toldMessage(SimulatedDevice device, Event.Message told) {
    SimulatedMessage message = messages.get(told.text());
    if (message == null
        || !message.to.equals(told.to())
        || !message.sender.person.name.equals(told.from())) {
      throw new SimulationFailure("nobody sent " + told + " as it is: " + message);
    }
    note(message, told.id().value(), told.time());
    boolean own = device.person == message.sender.person;
    if (told.to() instanceof Conversation.OfUser(UserName to)
        && !own
        && !to.equals(device.person.name)) {
      throw new SimulationFailure(told + " came to " + device);
    }
    boolean toSelf = told.to().equals(Conversation.with(told.from()));
    if (device == message.sender && !toSelf && !message.repeatedElsewhere) {
      throw new SimulationFailure(told + " came back to " + device);
    }
  }

  private void toldSent(SimulatedPerson sender, Event.Sent sent) {
    SimulatedMessage message = byCid.getOrDefault(sender.name, Map.of()).get(sent.cid());
    if (message == null) {
      throw new SimulationFailure("SENT for what " + sender + " never sent: " + sent);
    }
    book.seen(sent.id().value());
    if (message.sent != null && !message.sent.equals(sent)) {
      throw new SimulationFailure("one cid, two answers: " + message.sent + " and " + sent);
    }
    message.sent = sent;
    note(message, sent.id().value(), sent.time());
    message.noteBlockAtAnswer(people);
  }

  private void note(SimulatedMessage message, long id, long time) {
    if (message.fate == SimulatedMessage.Fate.REFUSED) {
      throw new SimulationFailure("refused, and yet taken as " + id + ": " + message);
    }
    Long former = ids.putIfAbsent(message, id);
    if (former != null && former != id) {
      throw new SimulationFailure("stored twice, as " + former + " and " + id + ": " + message);
    }
    if (message.sent != null && message.sent.time() != time) {
      throw new SimulationFailure("another time, " + time + ", for " + message);
    }
  }

  private void toldReceipt(SimulatedPerson sender, Event.Receipt receipt) {
    SimulatedPerson by = person(receipt.by());
    long upTo = receipt.upTo().value();
    Conversation asSeenByReader =
        receipt.conversation() instanceof Conversation.OfUser
            ? Conversation.with(sender.name)
            : receipt.conversation();
    long reached =
        receipt.state() == DeliveryState.DELIVERED
            ? by.acknowledged
            : by.read.getOrDefault(asSeenByReader, 0L);
    if (upTo > reached) {
      throw new SimulationFailure(
          receipt + " for " + sender + ", but " + by + " has come to " + reached + " only");
    }
    Event.Entry message = entries.get(upTo);
    if (receipt.state() == DeliveryState.DELIVERED
        && message instanceof Event.Message m
        && !m.from().equals(sender.name)) {
      throw new SimulationFailure(receipt + " is about a message of somebody else's: " + m);
    }
  }

  void readingFailed(Exception cause) {
    if (!disk.hasFailed()) {
      throw new SimulationFailure("reading a backlog failed: " + cause, cause);
    }
  }

  /** The id that a message was given, if anybody has been told. */
  @Nullable Long idOf(SimulatedMessage message) {
    return ids.get(message);
  }

  /** What the group events that anybody has seen say, up to and including one. */
  SimulatedGroups groups() {
    return new SimulatedGroups(entries.values());
  }

  /** Whether a failed command is sure to have changed nothing: what was written was taken back. */
  boolean isRefusalCertain() {
    return !disk.hasTruncationFailed();
  }
}
