package recado.server.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import recado.protocol.Request;
import recado.protocol.UserName;

/** What a device does about its person's blocks, and what it may be sure of then. */
final class SimulatedBlocks {
  private static final int NOT_LISTING = -1;

  private final SimulatedDevice device;
  private final SimulatedPerson person;

  /** Who is being blocked or unblocked, and at how many changes of that one. */
  private final Map<UserName, Integer> changing = new HashMap<>();

  /** At how many changes of all a list was asked for. */
  private int listingSince = NOT_LISTING;

  private final Set<UserName> listed = new HashSet<>();

  SimulatedBlocks(SimulatedDevice device, SimulatedPerson person) {
    this.device = device;
    this.person = person;
  }

  /** Whatever was asked for is not going to be answered. */
  void forget() {
    changing.clear();
    listingSince = NOT_LISTING;
  }

  void change(UserName other, boolean block) {
    if (changing.containsKey(other)) {
      return; // one at a time, so that answers can be told apart
    }
    changing.put(other, person.blockChanges.merge(other, 1, Integer::sum));
    person.blocks.remove(other);
    device.ask(block ? new Request.Block(other) : new Request.Unblock(other));
  }

  /** An answer, or a line of a list. */
  void set(UserName other, boolean blocked) {
    if (listingSince != NOT_LISTING) {
      listed.add(other);
      return;
    }
    Integer changes = changing.remove(other);
    if (changes != null && changes == person.blockChanges(other)) {
      person.blocks.put(other, blocked);
    }
  }

  void list() {
    if (changing.isEmpty() && listingSince == NOT_LISTING) {
      listingSince = changes();
      listed.clear();
      device.ask(new Request.Blocks());
    }
  }

  /** The list has come to its end: it must be as it was set. */
  void endOfList() {
    if (changes() == listingSince) {
      for (UserName other : person.blockChanges.keySet()) {
        boolean blocked = listed.contains(other);
        Boolean known = person.blocks.put(other, blocked);
        if (known != null && known != blocked) {
          throw new SimulationFailure(
              person + (blocked ? " blocks " : " does not block ") + other + " any more");
        }
      }
    }
    listingSince = NOT_LISTING;
  }

  private int changes() {
    return person.blockChanges.values().stream().mapToInt(n -> n).sum();
  }
}
