package recado.server.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.Request;
import recado.protocol.UserName;
import recado.server.simulation.SimulatedMessage.Stored;

/**
 * Everything is acknowledged and everything is read: whoever wrote it must have learnt of it by
 * receipts, and learn of it by INFO.
 */
final class SimulationReceipts {
  private final SimulatedTown town;
  private final SimulatedOracle oracle;
  private final SimulatedGroups groups;

  SimulationReceipts(SimulatedTown town, SimulatedGroups groups) {
    this.town = town;
    this.groups = groups;
    oracle = town.oracle;
  }

  void judge() {
    expectAscendingReceipts();
    for (Stored stored : oracle.stored()) {
      for (SimulatedPerson reader : town.people) {
        if (reader != stored.message.sender.person && reader.has(stored.id)) {
          expectReceipts(stored, reader);
        }
      }
    }
    expectInfo();
  }

  private record Kind(
      UserName sender, DeliveryState state, Conversation conversation, UserName by) {}

  /** Each receipt says more than the one before; READ may say the same again after a crash. */
  private void expectAscendingReceipts() {
    Map<Kind, Event.Receipt> last = new HashMap<>();
    for (SimulatedPerson sender : town.people) {
      Set<Long> seen = new HashSet<>();
      for (SimulatedDevice device : sender.devices) {
        device.memory.keySet().forEach(seen::add);
      }
      for (long id : seen.stream().sorted().toList()) {
        if (oracle.entries().get(id) instanceof Event.Receipt r) {
          Kind kind = new Kind(sender.name, r.state(), r.conversation(), r.by());
          Event.Receipt former = last.put(kind, r);
          int least = r.state() == DeliveryState.READ ? 0 : 1;
          if (former != null && r.upTo().compareTo(former.upTo()) < least) {
            throw new SimulationFailure(sender + " got " + former + " and then " + r);
          }
        }
      }
    }
  }

  private void expectReceipts(Stored stored, SimulatedPerson reader) {
    if (!isOfSmallGroupOrPrivate(stored, reader)) {
      return;
    }
    for (DeliveryState state : new DeliveryState[] {DeliveryState.DELIVERED, DeliveryState.READ}) {
      for (SimulatedDevice device : stored.message.sender.person.devices) {
        if (!hasLearnt(device, stored, reader, state) && device.signOn.mustHave(stored.id, true)) {
          throw new SimulationFailure(
              device + " never learnt that it was " + state + " by " + reader + ": " + stored);
        }
      }
    }
  }

  /** What becomes of receipts of those who left, or who were too many, is not promised. */
  private boolean isOfSmallGroupOrPrivate(Stored stored, SimulatedPerson reader) {
    return switch (stored.message.to) {
      case Conversation.Lobby _ -> false;
      case Conversation.OfUser _ -> true;
      case Conversation.OfGroup(GroupName group) ->
          !town.isLarge()
              && groups.isMemberSince(group, reader.name, stored.id)
              && groups.isMemberSince(group, stored.message.sender.person.name, stored.id);
    };
  }

  private static boolean hasLearnt(
      SimulatedDevice device, Stored stored, SimulatedPerson reader, DeliveryState state) {
    for (Event.Entry entry : device.memory.tailMap(stored.id).values()) {
      if (entry instanceof Event.Receipt receipt
          && receipt.state() == state
          && receipt.conversation().equals(stored.message.to)
          && receipt.by().equals(reader.name)
          && receipt.upTo().value() >= stored.id) {
        return true;
      }
    }
    return false;
  }

  /** What the oracle compares with what it knows; here, whether it is complete. */
  private void expectInfo() {
    for (SimulatedPerson person : town.people) {
      person.devices.getFirst().heard.clear();
    }
    for (Stored stored : oracle.stored()) {
      EntryId id = new EntryId(stored.id);
      stored.message.sender.person.devices.getFirst().ask(new Request.Info(id));
    }
    town.calmDown(town.devices, true);
    town.calmDown(town.devices, true);
    Map<Long, Map<UserName, DeliveryState>> told = new HashMap<>();
    for (SimulatedPerson person : town.people) {
      for (Event event : person.devices.getFirst().heard) {
        if (event instanceof Event.ReceiptOf line) {
          told.computeIfAbsent(line.message().value(), _ -> new HashMap<>())
              .put(line.who(), line.state());
        }
      }
    }
    for (Stored stored : oracle.stored()) {
      Map<UserName, DeliveryState> lines = told.getOrDefault(stored.id, Map.of());
      if (!lines.isEmpty() || !stored.isOld(town.now)) {
        expectInfo(stored, lines);
      }
    }
  }

  private void expectInfo(Stored stored, Map<UserName, DeliveryState> lines) {
    Set<UserName> recipients = recipients(stored);
    if (!lines.keySet().equals(recipients)) {
      throw new SimulationFailure(
          "INFO tells of " + lines.keySet() + " instead of " + recipients + ": " + stored);
    }
    lines.forEach(
        (reader, state) -> {
          DeliveryState least = least(stored, reader);
          if (state.compareTo(least) < 0) {
            throw new SimulationFailure(
                reader + " is said to be at " + state + ", not " + least + ": " + stored);
          }
        });
  }

  private Set<UserName> recipients(Stored stored) {
    return switch (stored.message.to) {
      case Conversation.Lobby _ -> Set.of();
      case Conversation.OfUser(UserName to) -> Set.of(to);
      case Conversation.OfGroup _ -> {
        Set<UserName> all = new HashSet<>(groups.audience(stored.id));
        all.remove(stored.message.sender.person.name);
        yield all;
      }
    };
  }

  /** Whoever has it has acknowledged it, and read it if they could. */
  private DeliveryState least(Stored stored, UserName name) {
    SimulatedPerson reader = oracle.person(name);
    @Nullable Boolean taken =
        stored.message.to instanceof Conversation.OfGroup ? Boolean.TRUE : stored.taken;
    if (!Boolean.TRUE.equals(taken) || !reader.has(stored.id)) {
      return DeliveryState.PENDING;
    }
    boolean mayRead =
        !(stored.message.to instanceof Conversation.OfGroup(GroupName group))
            || groups.isMemberSince(group, name, stored.id);
    return mayRead ? DeliveryState.READ : DeliveryState.DELIVERED;
  }
}
