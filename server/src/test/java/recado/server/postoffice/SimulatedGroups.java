package recado.server.postoffice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.Text;
import recado.protocol.UserName;

/** The groups as their events tell them, worked out apart from the server's own code. */
final class SimulatedGroups {
  /** A member: admin or not, joined when and by which event. */
  record Member(boolean admin, long joined, long since) {}

  private final Map<GroupName, Map<UserName, Member>> members = new TreeMap<>();
  private final Map<GroupName, Text> topics = new HashMap<>();
  private final Map<Long, List<UserName>> audiences = new HashMap<>();

  /** All entries there are, in the order of their ids. */
  SimulatedGroups(Iterable<Event.Entry> entries) {
    for (Event.Entry entry : entries) {
      switch (entry) {
        case Event.GroupEvent event -> apply(event);
        case Event.Message message -> {
          if (message.to() instanceof Conversation.OfGroup(GroupName name)) {
            audiences.put(message.id().value(), List.copyOf(members(name).keySet()));
          }
        }
        case Event.Receipt _ -> {}
      }
    }
  }

  private void apply(Event.GroupEvent event) {
    long id = event.id().value();
    Map<UserName, Member> group =
        members.computeIfAbsent(event.group(), _ -> new LinkedHashMap<>());
    List<UserName> before = List.copyOf(group.keySet());
    switch (event.change()) {
      case CREATED -> {
        if (!group.isEmpty()) {
          throw new SimulationFailure("created although it exists: " + event);
        }
        topics.remove(event.group());
        for (UserName who : event.who()) {
          group.put(who, new Member(who.equals(event.by()), event.time(), id));
        }
      }
      case ADDED -> {
        for (UserName who : event.who()) {
          group.put(who, new Member(false, event.time(), id));
        }
      }
      case REMOVED -> event.who().forEach(who -> leave(group, who));
      case LEFT -> leave(group, event.by());
      case PROMOTED ->
          group.computeIfPresent(
              event.who().getFirst(),
              (_, member) -> new Member(true, member.joined(), member.since()));
      case TOPIC -> topics.put(event.group(), event.topic() == null ? Text.EMPTY : event.topic());
    }
    List<UserName> all = new ArrayList<>(before);
    group.keySet().stream().filter(who -> !before.contains(who)).forEach(all::add);
    audiences.put(id, all);
    if (group.isEmpty()) {
      members.remove(event.group());
    }
  }

  private static void leave(Map<UserName, Member> group, UserName who) {
    group.remove(who);
    if (!group.isEmpty() && group.values().stream().noneMatch(Member::admin)) {
      Map.Entry<UserName, Member> first = group.entrySet().iterator().next();
      first.setValue(new Member(true, first.getValue().joined(), first.getValue().since()));
    }
  }

  Map<GroupName, Map<UserName, Member>> all() {
    return members;
  }

  Map<UserName, Member> members(GroupName name) {
    return members.getOrDefault(name, Map.of());
  }

  Text topic(GroupName name) {
    return topics.getOrDefault(name, Text.EMPTY);
  }

  /** To whom an entry of a group goes. */
  List<UserName> audience(long id) {
    @Nullable List<UserName> audience = audiences.get(id);
    return audience == null ? List.of() : audience;
  }
}
