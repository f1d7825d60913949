package recado.client.desk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import recado.protocol.Event;
import recado.protocol.UserName;

/**
 * Who is in a group and since when, as far as its events and the server's lists tell. Owned by the
 * desk's thread.
 */
final class Members {
  private final UserName me;
  private final Map<UserName, Long> joined = new LinkedHashMap<>(); // milliseconds
  private boolean complete;

  Members(UserName me) {
    this.me = me;
  }

  /** Whether all members are known: not so when others were there before the person was. */
  boolean isComplete() {
    return complete;
  }

  Set<UserName> all() {
    return Collections.unmodifiableSet(joined.keySet());
  }

  /** Those who get what the person sends at this time, and are still members. */
  Set<UserName> recipients(long time) {
    Set<UserName> recipients = new TreeSet<>();
    joined.forEach(
        (user, since) -> {
          if (since <= time && !user.equals(me)) {
            recipients.add(user);
          }
        });
    return recipients;
  }

  void take(Event.GroupEvent event) {
    switch (event.change()) {
      case CREATED -> {
        joined.clear();
        event.who().forEach(user -> joined.put(user, event.time()));
        joined.put(event.by(), event.time());
        complete = true;
      }
      case ADDED -> {
        event.who().forEach(user -> joined.put(user, event.time()));
        if (event.who().contains(me)) {
          complete = false; // the others are not named
        }
      }
      case REMOVED -> event.who().forEach(this::remove);
      case LEFT -> remove(event.by());
      case PROMOTED, TOPIC -> {}
    }
  }

  private void remove(UserName user) {
    joined.remove(user);
    if (user.equals(me)) {
      joined.clear();
      complete = false;
    }
  }

  /** The server's own list. */
  void take(List<Event.Member> members) {
    joined.clear();
    members.forEach(member -> joined.put(member.user(), member.joined()));
    complete = true;
  }
}
