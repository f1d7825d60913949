package recado.server.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.UserName;
import recado.server.store.Audience;

/**
 * Follows who is in a group from event to event. So it knows the audiences that the events make,
 * also where the lines that list them are lost.
 */
final class MemberTrace {
  private final Map<GroupName, List<UserName>> members = new HashMap<>();
  private final Consumer<Audience> audiences;

  /** Tells these audiences. */
  MemberTrace(Consumer<Audience> audiences) {
    this.audiences = audiences;
  }

  /**
   * The next event.
   *
   * @param told whom it was for, if that is known: the members before it, and those it adds
   */
  void follow(Event.GroupEvent event, @Nullable Audience told) {
    List<UserName> now = members.get(event.group());
    if (told != null) {
      now = told.users();
    }
    switch (event.change()) {
      case CREATED -> now = event.who();
      case ADDED -> now = now == null ? null : with(now, event.who());
      case REMOVED -> now = now == null ? null : without(now, event.who());
      case LEFT -> now = now == null ? null : without(now, List.of(event.by()));
      case PROMOTED, TOPIC -> {
        return; // its audience stays
      }
    }
    if (now != null) {
      members.put(event.group(), now);
      audiences.accept(new Audience(event.id().value(), now));
    }
  }

  private static List<UserName> with(List<UserName> some, List<UserName> others) {
    List<UserName> all = new ArrayList<>(some);
    for (UserName other : others) {
      if (!all.contains(other)) {
        all.add(other);
      }
    }
    return all;
  }

  private static List<UserName> without(List<UserName> some, List<UserName> others) {
    return some.stream().filter(name -> !others.contains(name)).toList();
  }
}
