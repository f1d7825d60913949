package recado.server.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;
import recado.protocol.GroupChange;
import recado.protocol.GroupName;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.protocol.UserName;

/**
 * What people have asked to be done to groups: nothing else may happen to them, and not oftener.
 */
final class SimulatedDeeds {
  /** What an event would say. */
  record Deed(
      UserName by, GroupName group, GroupChange change, List<UserName> who, @Nullable Text topic) {
    static Deed of(Event.GroupEvent event) {
      return new Deed(event.by(), event.group(), event.change(), event.who(), event.topic());
    }

    /** What a request asks for; null if it only asks. */
    static @Nullable Deed of(UserName by, Request.OfGroup request) {
      GroupName group = request.group();
      return switch (request) {
        case Request.GroupCreate(GroupName _, List<UserName> users) -> {
          Set<UserName> members = new LinkedHashSet<>(List.of(by));
          members.addAll(users);
          yield new Deed(by, group, GroupChange.CREATED, new ArrayList<>(members), null);
        }
        case Request.GroupAdd(GroupName _, List<UserName> users) ->
            new Deed(by, group, GroupChange.ADDED, users, null);
        case Request.GroupRemove(GroupName _, UserName user) ->
            new Deed(by, group, GroupChange.REMOVED, List.of(user), null);
        case Request.GroupPromote(GroupName _, UserName user) ->
            new Deed(by, group, GroupChange.PROMOTED, List.of(user), null);
        case Request.GroupLeave _ -> new Deed(by, group, GroupChange.LEFT, List.of(), null);
        case Request.GroupTopic(GroupName _, Text topic) ->
            new Deed(by, group, GroupChange.TOPIC, List.of(), topic);
        case Request.GroupInfo _ -> null;
      };
    }
  }

  /** How often each was asked for and may have been or may yet be done; and how often it was. */
  private final Map<Deed, Integer> possible = new HashMap<>();

  private final Map<Deed, Integer> done = new HashMap<>();

  /** Who seems to be in which group, so that people mostly ask for what can be done. */
  private final Map<GroupName, Set<UserName>> members = new HashMap<>();

  void asked(Deed deed) {
    possible.merge(deed, 1, Integer::sum);
  }

  /** It was refused, and has changed nothing. */
  void refused(Deed deed) {
    possible.merge(deed, -1, Integer::sum);
    expectPossible(deed);
  }

  /** Somebody was told that it happened. */
  void happened(Event.GroupEvent event) {
    Deed deed = Deed.of(event);
    done.merge(deed, 1, Integer::sum);
    expectPossible(deed);
    Set<UserName> group = members.computeIfAbsent(event.group(), _ -> new TreeSet<>());
    switch (event.change()) {
      case CREATED, ADDED -> group.addAll(event.who());
      case REMOVED -> event.who().forEach(group::remove);
      case LEFT -> group.remove(event.by());
      case PROMOTED, TOPIC -> {}
    }
  }

  Set<UserName> seemToBeIn(GroupName group) {
    return members.getOrDefault(group, Set.of());
  }

  private void expectPossible(Deed deed) {
    int times = done.getOrDefault(deed, 0);
    if (times > possible.getOrDefault(deed, 0)) {
      throw new SimulationFailure("happened " + times + " times, oftener than asked for: " + deed);
    }
  }
}
