package recado.server.postoffice;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.Request;
import recado.protocol.UserName;

/** The end: all come back, get everything and say so; then nothing may be missing or left over. */
final class SimulationEnd {
  private final Simulation simulation;
  private final SimulatedOracle oracle;
  private final List<SimulatedPerson> people;
  private final List<SimulatedDevice> devices;

  SimulationEnd(
      Simulation simulation,
      SimulatedOracle oracle,
      List<SimulatedPerson> people,
      List<SimulatedDevice> devices) {
    this.simulation = simulation;
    this.oracle = oracle;
    this.people = people;
    this.devices = devices;
  }

  void judge() {
    simulation.calmDown(false); // everybody registers, so that everybody can be written to
    restart();
    simulation.calmDown(false);
    expectExactBacklogs();
    simulation.calmDown(true);
    acknowledgeAll();
    SimulatedGroups groups = oracle.groups();
    expectEveryMessage(groups);
    expectEveryGroupEvent(groups);
    expectReceipts(groups);
    expectLists(groups);
    restart();
    simulation.calmDown(false);
    expectNothingLeft();
  }

  private void restart() {
    try {
      simulation.restartInOrder();
    } catch (IOException e) {
      throw new SimulationFailure("it does not start after a stop in order: " + e, e);
    }
  }

  private void acknowledgeAll() {
    for (int i = 0; i < 3; i++) { // receipts for the receipts' readers, and so on
      for (SimulatedDevice device : devices) {
        if (!device.received.isEmpty()) {
          device.acknowledge(device.received.getLast());
        }
      }
      simulation.calmDown(true);
    }
  }

  private void expectExactBacklogs() {
    for (SimulatedDevice device : devices) {
      if (device.pending() != device.backlog()) {
        throw new SimulationFailure(
            device + ": WELCOME said " + device.pending() + ", got " + device.backlog());
      }
    }
  }

  private void expectNothingLeft() {
    for (SimulatedDevice device : devices) {
      if (device.pending() != 0) {
        throw new SimulationFailure(
            device + " has acknowledged all, and waits: " + device.received);
      }
    }
    if (simulation.filesAtStop().size() != 1) {
      throw new SimulationFailure("nobody waits, and yet: " + simulation.filesAtStop());
    }
  }

  private void expectEveryMessage(SimulatedGroups groups) {
    for (SimulatedMessage message : oracle.messages()) {
      if (message.fate == SimulatedMessage.Fate.SENT && oracle.idOf(message) == null) {
        throw new SimulationFailure("SENT without an id: " + message);
      }
      Long id = oracle.idOf(message);
      if (id == null || message.to instanceof Conversation.Lobby) {
        continue;
      }
      SimulatedPerson sender = message.sender.person;
      for (SimulatedPerson person : people) {
        boolean own = person == sender;
        Boolean addressed = isAddressed(message, id, person, groups);
        for (SimulatedDevice device : person.devices) {
          expect(message, id, device, own, addressed);
        }
      }
    }
  }

  private static @Nullable Boolean isAddressed(
      SimulatedMessage message, long id, SimulatedPerson person, SimulatedGroups groups) {
    if (message.to instanceof Conversation.OfUser(UserName to)) {
      return person == message.sender.person
          ? Boolean.TRUE
          : to.equals(person.name) ? message.takenForSure : Boolean.FALSE;
    }
    return groups.audience(id).contains(person.name);
  }

  private void expect(
      SimulatedMessage message,
      long id,
      SimulatedDevice device,
      boolean own,
      @Nullable Boolean addressed) {
    boolean has = device.memory.containsKey(id);
    if (addressed == null) {
      return;
    }
    if (has && !addressed) {
      throw new SimulationFailure(device + " got what was not for it: " + id + " " + message);
    }
    boolean toSelf = message.to.equals(Conversation.with(message.sender.person.name));
    boolean isOrigin = own && !toSelf && (device == message.sender || message.repeatedElsewhere);
    if (!has && addressed && !isOrigin && device.mustHave(id, own)) {
      throw new SimulationFailure(device + " never got " + id + ": " + message);
    }
  }

  private void expectEveryGroupEvent(SimulatedGroups groups) {
    for (Event.Entry entry : oracle.entries().values()) {
      if (!(entry instanceof Event.GroupEvent)) {
        continue;
      }
      long id = entry.id().value();
      for (SimulatedDevice device : devices) {
        boolean has = device.memory.containsKey(id);
        boolean addressed = groups.audience(id).contains(device.person.name);
        if (has != addressed && (has || device.mustHave(id, false))) {
          throw new SimulationFailure(device + (has ? " got " : " never got ") + entry);
        }
      }
    }
  }

  /** Everything is acknowledged: whoever sent it must have learnt that it was delivered. */
  private void expectReceipts(SimulatedGroups groups) {
    for (SimulatedMessage message : oracle.messages()) {
      Long id = oracle.idOf(message);
      if (id == null) {
        continue;
      }
      SimulatedPerson sender = message.sender.person;
      for (SimulatedPerson reader : people) {
        if (reader != sender && reader.devices.stream().anyMatch(d -> d.memory.containsKey(id))) {
          expectReceipt(message, id, reader, groups);
        }
      }
    }
  }

  private void expectReceipt(
      SimulatedMessage message, long id, SimulatedPerson reader, SimulatedGroups groups) {
    if (message.to instanceof Conversation.Lobby) {
      return;
    }
    if (message.to instanceof Conversation.OfGroup(GroupName group)
        && !(isSince(groups, group, reader.name, id)
            && isSince(groups, group, message.sender.person.name, id))) {
      return; // what becomes of receipts of those who left is not promised
    }
    for (SimulatedDevice device : message.sender.person.devices) {
      boolean learnt =
          device.memory.values().stream()
              .anyMatch(
                  entry ->
                      entry instanceof Event.Receipt receipt
                          && receipt.state() == DeliveryState.DELIVERED
                          && receipt.conversation().equals(message.to)
                          && receipt.by().equals(reader.name)
                          && receipt.upTo().value() >= id);
      if (!learnt && device.mustHave(id, true)) {
        throw new SimulationFailure(
            device + " never learnt that " + reader + " got " + id + ": " + message);
      }
    }
  }

  private static boolean isSince(
      SimulatedGroups groups, GroupName group, UserName who, long before) {
    SimulatedGroups.Member member = groups.members(group).get(who);
    return member != null && member.since() < before;
  }

  private void expectLists(SimulatedGroups groups) {
    for (SimulatedPerson person : people) {
      SimulatedDevice device = person.devices.getFirst();
      device.blocks.list(); // compares by itself
      simulation.calmDown(true);
      device.heard.clear();
      device.ask(new Request.Groups());
      groups.all().keySet().forEach(group -> device.ask(new Request.GroupInfo(group)));
      simulation.calmDown(true);
      simulation.calmDown(true);
      TreeSet<String> expected = new TreeSet<>();
      groups
          .all()
          .forEach(
              (group, members) -> {
                if (members.containsKey(person.name)) {
                  expected.add(
                      new Event.GroupOf(group, members.size(), groups.topic(group)).toString());
                  expected.addAll(list(group, members));
                }
              });
      TreeSet<String> heard = new TreeSet<>();
      device.heard.stream()
          .filter(event -> event instanceof Event.GroupOf || event instanceof Event.Member)
          .forEach(event -> heard.add(event.toString()));
      SimulatedBook.expectEqual(expected, heard, "the group events say", person + " is told");
    }
  }

  private static List<String> list(GroupName group, Map<UserName, SimulatedGroups.Member> members) {
    return members.entrySet().stream()
        .map(
            member ->
                new Event.Member(
                        group,
                        member.getKey(),
                        member.getValue().admin(),
                        member.getValue().joined())
                    .toString())
        .toList();
  }
}
