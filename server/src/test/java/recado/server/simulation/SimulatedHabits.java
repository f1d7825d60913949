package recado.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.simulation.SimulatedMessage.Stored;

/** What people do with their devices, at random. */
final class SimulatedHabits {
  private static final List<GroupName> GROUPS =
      List.of(new GroupName("casa"), new GroupName("rua"), new GroupName("bar"));

  private final RandomGenerator random;
  private final SimulatedOracle oracle;
  private final List<SimulatedPerson> people;

  /** How many of ten people a new group takes in. */
  private final int sociable;

  /** How many messages somebody sends at once, at most. */
  private final int talkative;

  private int nextText;

  SimulatedHabits(
      RandomGenerator random,
      SimulatedOracle oracle,
      List<SimulatedPerson> people,
      SimulatedTown.Kind kind) {
    this.random = random;
    this.oracle = oracle;
    this.people = people;
    sociable = kind == SimulatedTown.Kind.LARGE ? 10 : 6;
    talkative = kind == SimulatedTown.Kind.TALKATIVE ? 100 : 4;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private UserName anybody() {
    return any(people).name;
  }

  private Conversation anyConversation(SimulatedPerson person) {
    int choice = random.nextInt(20);
    if (choice == 0) {
      return Conversation.LOBBY;
    }
    GroupName group = any(GROUPS);
    boolean mayWrite = choice == 1 || oracle.deeds.seemToBeIn(group).contains(person.name);
    return mayWrite && choice < 9 ? Conversation.in(group) : Conversation.with(anybody());
  }

  /** Does something with a device that is logged in. */
  void act(SimulatedDevice device) {
    int choice = random.nextInt(100);
    if (choice < 38) {
      sendSome(device);
    } else if (choice < 58) {
      acknowledge(device);
    } else if (choice < 68) {
      read(device);
    } else if (choice < 74) {
      repeat(device);
    } else if (choice < 86) {
      changeGroup(device);
    } else if (choice < 90) {
      block(device);
    } else if (choice < 91) {
      device.changePassword();
    } else {
      ask(device);
    }
  }

  private void sendSome(SimulatedDevice device) {
    for (int i = random.nextInt(talkative); i >= 0; i--) {
      sendOne(device, anyConversation(device.person));
    }
  }

  void sendOne(SimulatedDevice device, Conversation to) {
    Cid cid = new Cid(device.name + "." + device.person.nextCid++);
    SimulatedMessage message =
        new SimulatedMessage(device, cid, to, newText(device + " " + cid + " "));
    oracle.add(message);
    device.sent.add(message);
    device.send(message, written(to));
  }

  /** Whoever has a number can be called by it as well. */
  private Conversation written(Conversation to) {
    if (to instanceof Conversation.OfUser(UserName name) && random.nextInt(8) == 0) {
      String number = oracle.person(name).number;
      if (number != null && !number.isEmpty()) {
        return Conversation.with(new UserName(number));
      }
    }
    return to;
  }

  private Text newText(String beginning) {
    int length = random.nextInt(30) == 0 ? 3000 : random.nextInt(20);
    return Text.of(beginning + nextText++ + "\"\\\n\u00e9".repeat(length / 4));
  }

  /** Sends again what was answered, perhaps long ago, perhaps from another device. */
  private void repeat(SimulatedDevice device) {
    SimulatedDevice first = random.nextInt(5) == 0 ? any(device.person.devices) : device;
    if (!first.sent.isEmpty()) {
      SimulatedMessage message = any(first.sent);
      if (message.fate == SimulatedMessage.Fate.SENT) {
        device.send(message, message.to);
      }
    }
  }

  /** After a new connection: whatever was not answered is sent again. */
  void sendAgain(SimulatedDevice device) {
    for (SimulatedMessage message : List.copyOf(device.unanswered.values())) {
      device.send(message, message.to);
    }
  }

  void acknowledge(SimulatedDevice device) {
    if (!device.received.isEmpty()) {
      boolean all = random.nextInt(3) > 0;
      device.acknowledge(all ? device.received.getLast() : any(device.received));
    }
  }

  private void read(SimulatedDevice device) {
    if (device.received.isEmpty()) {
      return;
    }
    long id = any(device.received).id();
    Conversation conversation = anyConversation(device.person);
    if (random.nextBoolean() && device.memory.get(id) instanceof Event.Message message) {
      conversation =
          message.to() instanceof Conversation.OfGroup
              ? message.to()
              : Conversation.with(message.from());
    }
    device.read(conversation, id);
  }

  private void changeGroup(SimulatedDevice device) {
    GroupName group = any(GROUPS);
    Set<UserName> in = oracle.deeds.seemToBeIn(group);
    boolean sensible = random.nextInt(8) > 0;
    if (in.isEmpty() && sensible) {
      device.askGroup(new Request.GroupCreate(group, members()), oracle);
    } else if (in.contains(device.person.name) || !sensible) {
      UserName who = anybody();
      boolean isIn = in.contains(who);
      device.askGroup(
          switch (random.nextInt(12)) {
            case 0, 1 -> new Request.GroupTopic(group, newText("topic "));
            case 2 -> new Request.GroupLeave(group);
            case 3, 4, 5 -> new Request.GroupPromote(group, who);
            case 6 -> new Request.GroupCreate(group, members());
            default -> isIn ? new Request.GroupRemove(group, who) : add(group, who);
          },
          oracle);
    }
  }

  private static Request.OfGroup add(GroupName group, UserName who) {
    return new Request.GroupAdd(group, List.of(who));
  }

  private List<UserName> members() {
    List<UserName> members = new ArrayList<>();
    for (SimulatedPerson person : people) {
      if (person.isRegistered() && random.nextInt(10) < sociable) {
        members.add(person.name);
      }
    }
    return members;
  }

  private void block(SimulatedDevice device) {
    UserName other = anybody();
    if (!other.equals(device.person.name) && device.person.blockChanges(other) < 6) {
      device.blocks.change(other, random.nextBoolean());
    }
  }

  private void ask(SimulatedDevice device) {
    switch (random.nextInt(6)) {
      case 0 -> device.blocks.list();
      case 1 -> device.askGroup(new Request.GroupInfo(any(GROUPS)), oracle);
      default -> {
        if (!device.sent.isEmpty()) {
          Stored stored = any(device.sent).stored;
          if (stored != null) {
            device.ask(new Request.Info(new EntryId(stored.id)));
          }
        }
      }
    }
  }
}
