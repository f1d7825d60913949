package recado.server.postoffice;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.GroupName;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.protocol.UserName;

/** What people do with their devices, at random. */
final class SimulatedHabits {
  private static final List<GroupName> GROUPS =
      List.of(new GroupName("casa"), new GroupName("rua"), new GroupName("bar"));

  private final RandomGenerator random;
  private final SimulatedOracle oracle;
  private final List<SimulatedPerson> people;
  private int nextText;

  SimulatedHabits(RandomGenerator random, SimulatedOracle oracle, List<SimulatedPerson> people) {
    this.random = random;
    this.oracle = oracle;
    this.people = people;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private UserName anybody() {
    return any(people).name;
  }

  private Conversation anyConversation() {
    int choice = random.nextInt(20);
    if (choice == 0) {
      return Conversation.LOBBY;
    }
    return choice < 8 ? Conversation.in(any(GROUPS)) : Conversation.with(anybody());
  }

  /** Does something with a device that is logged in. */
  void act(SimulatedDevice device) {
    int choice = random.nextInt(100);
    if (choice < 40) {
      sendSome(device);
    } else if (choice < 62) {
      acknowledge(device);
    } else if (choice < 72) {
      read(device);
    } else if (choice < 78) {
      repeat(device);
    } else if (choice < 92) {
      changeGroup(device);
    } else if (choice < 96) {
      block(device);
    } else if (choice < 97) {
      device.changePassword();
    } else {
      ask(device);
    }
  }

  private void sendSome(SimulatedDevice device) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      Cid cid = new Cid(device.name + "." + device.person.nextCid++);
      SimulatedMessage message =
          new SimulatedMessage(device, cid, anyConversation(), newText(device + " " + cid + " "));
      oracle.add(message);
      device.sent.add(message);
      device.send(message);
    }
  }

  private Text newText(String beginning) {
    int length = random.nextInt(30) == 0 ? 3000 : random.nextInt(20);
    return Text.of(beginning + nextText++ + "\"\\\n\u00e9".repeat(length / 4));
  }

  private void repeat(SimulatedDevice device) {
    if (!device.sent.isEmpty()) {
      SimulatedMessage message = any(device.sent);
      if (message.fate == SimulatedMessage.Fate.SENT) {
        device.send(message);
      }
    }
  }

  /** After a new connection: whatever was not answered is sent again. */
  void sendAgain(SimulatedDevice device) {
    for (SimulatedMessage message : List.copyOf(device.unanswered.values())) {
      device.send(message);
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
    device.read(anyConversation(), any(device.received).id());
  }

  private void changeGroup(SimulatedDevice device) {
    GroupName group = any(GROUPS);
    UserName who = anybody();
    device.ask(
        switch (random.nextInt(12)) {
          case 0, 1, 2, 3 -> {
            List<UserName> members = new ArrayList<>();
            for (SimulatedPerson person : people) {
              if (person.isRegistered() && random.nextInt(3) > 0) {
                members.add(person.name);
              }
            }
            yield new Request.GroupCreate(group, members);
          }
          case 4, 5, 6 -> new Request.GroupAdd(group, List.of(who));
          case 7 -> new Request.GroupRemove(group, who);
          case 8, 9 -> new Request.GroupPromote(group, who);
          case 10 -> new Request.GroupTopic(group, newText("topic "));
          default -> new Request.GroupLeave(group);
        });
  }

  private void block(SimulatedDevice device) {
    UserName other = anybody();
    if (!other.equals(device.person.name) && device.person.blockChanges(other) < 6) {
      device.blocks.change(other, random.nextBoolean());
    }
  }

  private void ask(SimulatedDevice device) {
    if (random.nextBoolean()) {
      device.blocks.list();
    } else {
      device.ask(new Request.GroupInfo(any(GROUPS)));
    }
  }
}
