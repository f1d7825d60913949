package recado.client.desk;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import recado.protocol.Event;
import recado.protocol.UserName;

/** Who is online, of those whom the server was asked to watch. Owned by the desk's thread. */
final class Presences {
  /** Beyond the people whom one talks to nobody looks at the dots. */
  private static final int MOST_WATCHED = 100;

  private final Map<UserName, Event.Presence> known = new HashMap<>();
  private final Set<UserName> watched = new HashSet<>();

  /** There is no session any more. */
  void clear() {
    known.clear();
    watched.clear();
  }

  void take(Event.Presence presence) {
    if (watched.contains(presence.user())) {
      known.put(presence.user(), presence);
    }
  }

  Optional<Event.Presence> of(UserName user) {
    return Optional.ofNullable(known.get(user));
  }

  /** Has those watched who are not yet: one by one, as one unknown name would spoil all. */
  void watch(Collection<UserName> users, Consumer<UserName> ask) {
    for (UserName user : users) {
      if (watched.size() < MOST_WATCHED && watched.add(user)) {
        ask.accept(user);
      }
    }
  }
}
