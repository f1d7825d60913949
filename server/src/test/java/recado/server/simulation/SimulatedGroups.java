package recado.server.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
  /** In larger groups, receipts are not sent as events. */
  static final int MAX_MEMBERS_WITH_RECEIPTS = 32;

  /** A member: admin or not, joined when and by which event. */
  record Member(boolean admin, long joined, long since) {}

  private final Map<GroupName, Map<UserName, Member>> members = new TreeMap<>();
  private final Map<GroupName, Text> topics = new HashMap<>();
  private final Map<Long, List<UserName>> audiences = new HashMap<>();

  /** All entries there are, in the order of their ids. */
  SimulatedGroups(Iterable<Event.Entry> entries) {
    for (Event.Entry entry : entries) {
      switch (entry) {
        case Event.GroupEvent event -> {
          expectAllowed(event);
          apply(event);
        }
        case Event.Message message -> {
          if (message.to() instanceof Conversation.OfGroup(GroupName name)) {
            List<UserName> audience = List.copyOf(members(name).keySet());
            audiences.put(message.id().value(), audience);
            expect(audience.contains(message.from()), message);
          }
        }
        case Event.Receipt receipt -> {
          if (receipt.conversation() instanceof Conversation.OfGroup(GroupName name)) {
            expect(members(name).size() <= MAX_MEMBERS_WITH_RECEIPTS, receipt);
          }
        }
      }
    }
  }

  private static void expect(boolean allowed, Event.Entry entry) {
    if (!allowed) {
      throw new SimulationFailure("not as the groups are: " + entry);
    }
  }

  private void expectAllowed(Event.GroupEvent event) {
    Map<UserName, Member> group = members(event.group());
    Member by = group.get(event.by());
    boolean byAdmin = by != null && by.admin();
    List<UserName> who = event.who();
    expect(new HashSet<>(who).size() == who.size(), event);
    switch (event.change()) {
      case CREATED -> expect(group.isEmpty() && who.contains(event.by()), event);
      case ADDED ->
          expect(byAdmin && !who.isEmpty() && who.stream().noneMatch(group::containsKey), event);
      case REMOVED -> expect(byAdmin && who.size() == 1 && group.containsKey(who.get(0)), event);
      case PROMOTED -> {
        Member promoted = who.size() == 1 ? group.get(who.getFirst()) : null;
        expect(byAdmin && promoted != null && !promoted.admin(), event);
      }
      case LEFT, TOPIC -> expect(by != null && who.isEmpty(), event);
    }
  }

  private void apply(Event.GroupEvent event) {
    long id = event.id().value();
    Map<UserName, Member> group =
        members.computeIfAbsent(event.group(), _ -> new LinkedHashMap<>());
    List<UserName> before = List.copyOf(group.keySet());
    switch (event.change()) {
      case CREATED -> {
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

  /** Whether this one has been a member, without a break, since before this entry. */
  boolean isMemberSince(GroupName name, UserName who, long before) {
    Member member = members(name).get(who);
    return member != null && member.since() < before;
  }

  boolean isSmall(GroupName name) {
    return members(name).size() <= MAX_MEMBERS_WITH_RECEIPTS;
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
