package recado.server.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.Request;
import recado.protocol.UserName;
import recado.server.simulation.SimulatedMessage.Stored;

/** The end: all come back, get everything and say so; then nothing may be missing or left over. */
final class SimulationEnd {
  private static final long MONTH_MILLIS = 31 * 24 * 3_600_000L;

  private final SimulatedTown town;
  private final SimulatedOracle oracle;
  private final Random random;

  SimulationEnd(SimulatedTown town, Random random) {
    this.town = town;
    this.random = random;
    oracle = town.oracle;
  }

  void judge() {
    calmDown(false); // everybody registers, so that everybody can be written to
    restart();
    calmDown(false);
    expectExactBacklogs();
    calmDown(true);
    acknowledgeAll();
    readAll();
    acknowledgeAll();
    SimulatedGroups groups = oracle.groups();
    expectEveryMessage(groups);
    expectEveryGroupEvent(groups);
    new SimulationReceipts(town, groups).judge();
    expectLists(groups);
    restart();
    calmDown(false);
    expectNothingLeft();
    if (random.nextInt(4) == 0) {
      loseADevice();
    }
  }

  private void calmDown(boolean acknowledging) {
    town.calmDown(town.devices, acknowledging);
  }

  private void restart() {
    try {
      town.restartInOrder();
    } catch (IOException e) {
      throw new SimulationFailure("it does not start after a stop in order: " + e, e);
    }
  }

  private void acknowledgeAll() {
    for (int i = 0; i < 3; i++) { // receipts for the receipts' readers, and so on
      for (SimulatedDevice device : town.devices) {
        if (!device.received.isEmpty()) {
          device.acknowledge(device.received.getLast());
        }
      }
      calmDown(true);
    }
  }

  /** Everybody reads whatever they have, in all conversations, on one of their devices. */
  private void readAll() {
    for (SimulatedPerson person : town.people) {
      Set<Conversation> conversations = new LinkedHashSet<>();
      long newest = 0;
      for (SimulatedDevice device : person.devices) {
        for (Event.Entry entry : device.memory.values()) {
          newest = Math.max(newest, entry.id().value());
          if (entry instanceof Event.Message message) {
            boolean inGroup = message.to() instanceof Conversation.OfGroup;
            conversations.add(inGroup ? message.to() : Conversation.with(message.from()));
          }
        }
      }
      SimulatedDevice reading = person.devices.get(random.nextInt(person.devices.size()));
      for (Conversation conversation : conversations) {
        reading.read(conversation, newest);
      }
    }
    calmDown(true);
  }

  private void expectExactBacklogs() {
    for (SimulatedDevice device : town.devices) {
      if (device.pending() != device.backlog()) {
        throw new SimulationFailure(
            device + ": WELCOME said " + device.pending() + ", got " + device.backlog());
      }
    }
  }

  private void expectNothingLeft() {
    for (SimulatedDevice device : town.devices) {
      if (device.pending() != 0) {
        throw new SimulationFailure(
            device + " has acknowledged all, and waits: " + device.received);
      }
    }
    if (town.filesAtStop().size() != 1) {
      throw new SimulationFailure("nobody waits, and yet: " + town.filesAtStop());
    }
  }

  private void expectEveryMessage(SimulatedGroups groups) {
    for (Stored stored : oracle.stored()) {
      if (stored.message.to instanceof Conversation.Lobby) {
        continue;
      }
      SimulatedPerson sender = stored.message.sender.person;
      for (SimulatedPerson person : town.people) {
        Boolean addressed = isAddressed(stored, person, groups);
        for (SimulatedDevice device : person.devices) {
          expect(stored, device, person == sender, addressed);
        }
      }
    }
  }

  private static @Nullable Boolean isAddressed(
      Stored stored, SimulatedPerson person, SimulatedGroups groups) {
    if (stored.message.to instanceof Conversation.OfUser(UserName to)) {
      return person == stored.message.sender.person
          ? Boolean.TRUE
          : to.equals(person.name) ? stored.taken : Boolean.FALSE;
    }
    return groups.audience(stored.id).contains(person.name);
  }

  private static void expect(
      Stored stored, SimulatedDevice device, boolean own, @Nullable Boolean addressed) {
    if (addressed == null) {
      return;
    }
    SimulatedMessage message = stored.message;
    boolean has = device.memory.containsKey(stored.id);
    if (has && !addressed) {
      throw new SimulationFailure(device + " got what was not for it: " + stored);
    }
    boolean isOrigin =
        own && !message.isToOneself() && (device == message.sender || message.repeatedElsewhere);
    if (!has && addressed && !isOrigin && device.signOn.mustHave(stored.id, own)) {
      throw new SimulationFailure(device + " never got " + stored);
    }
  }

  private void expectEveryGroupEvent(SimulatedGroups groups) {
    for (Event.Entry entry : oracle.entries().values()) {
      if (!(entry instanceof Event.GroupEvent)) {
        continue;
      }
      long id = entry.id().value();
      for (SimulatedDevice device : town.devices) {
        boolean has = device.memory.containsKey(id);
        boolean addressed = groups.audience(id).contains(device.person.name);
        if (has != addressed && (has || device.signOn.mustHave(id, false))) {
          throw new SimulationFailure(device + (has ? " got " : " never got ") + entry);
        }
      }
    }
  }

  /** What everybody is told of their groups and blocks. */
  private void expectLists(SimulatedGroups groups) {
    for (SimulatedPerson person : town.people) {
      SimulatedDevice device = person.devices.getFirst();
      device.blocks.list(); // compares by itself
      device.heard.clear();
      device.ask(new Request.Groups());
      groups.all().keySet().forEach(group -> device.ask(new Request.GroupInfo(group)));
    }
    calmDown(true);
    calmDown(true);
    for (SimulatedPerson person : town.people) {
      Set<Event> heard = new HashSet<>();
      for (Event event : person.devices.getFirst().heard) {
        if (event instanceof Event.GroupOf || event instanceof Event.Member) {
          heard.add(event);
        }
      }
      SimulatedBook.expectEqual(
          lists(person.name, groups), heard, "the group events say", person + " is told");
    }
  }

  private static Set<Event> lists(UserName person, SimulatedGroups groups) {
    Set<Event> lists = new HashSet<>();
    groups
        .all()
        .forEach(
            (group, members) -> {
              if (members.containsKey(person)) {
                lists.add(new Event.GroupOf(group, members.size(), groups.topic(group)));
                members.forEach((who, member) -> lists.add(line(group, who, member)));
              }
            });
    return lists;
  }

  private static Event.Member line(GroupName group, UserName who, SimulatedGroups.Member member) {
    return new Event.Member(group, who, member.admin(), member.joined());
  }

  /** One of several devices is never seen again: after a month nothing waits for it. */
  private void loseADevice() {
    SimulatedPerson person = town.people.get(random.nextInt(town.people.size()));
    if (person.devices.size() < 2) {
      return;
    }
    SimulatedDevice lost = person.devices.getLast();
    List<SimulatedDevice> present = new ArrayList<>(town.devices);
    present.remove(lost);
    town.disconnect(lost);
    town.habits.sendOne(person.devices.getFirst(), Conversation.with(person.name));
    town.calmDown(present, true);
    restart();
    town.calmDown(present, true);
    if (town.filesAtStop().size() < 2) {
      throw new SimulationFailure(lost + " waits, and yet: " + town.filesAtStop());
    }
    town.now += MONTH_MILLIS;
    town.calmDown(present, true);
    present.forEach(device -> device.ask(new Request.Ping("sign of life")));
    town.calmDown(present, true);
    restart();
    town.devices.remove(lost);
    town.calmDown(present, false);
    expectNothingLeft();
  }
}
