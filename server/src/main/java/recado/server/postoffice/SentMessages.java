package recado.server.postoffice;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.server.store.Audience;

/**
 * What one person sent in the last 24 hours, and the newest few beyond: so that a repeated cid is
 * answered as before, and that {@code INFO} knows whom a message was for.
 */
final class SentMessages {
  static final Duration KEPT = Duration.ofHours(24);
  private static final int ALWAYS_KEPT = 100;

  /** One message. */
  record Sent(Cid cid, long id, long time, Conversation to, Audience audience) {}

  private final Map<Cid, Sent> byCid = new HashMap<>();
  private final Map<Long, Sent> byId = new HashMap<>();
  private final Deque<Sent> oldestFirst = new ArrayDeque<>();

  void add(Sent sent) {
    if (byId.putIfAbsent(sent.id(), sent) != null) {
      return; // restored twice
    }
    byCid.put(sent.cid(), sent);
    oldestFirst.add(sent);
    forgetBefore(sent.time() - KEPT.toMillis());
  }

  private void forgetBefore(long time) {
    while (oldestFirst.size() > ALWAYS_KEPT && oldestFirst.element().time() < time) {
      Sent forgotten = oldestFirst.remove();
      byCid.remove(forgotten.cid(), forgotten);
      byId.remove(forgotten.id());
    }
  }

  @Nullable Sent withCid(Cid cid) {
    return byCid.get(cid);
  }

  @Nullable Sent withId(long id) {
    return byId.get(id);
  }

  Iterable<Sent> all() {
    return oldestFirst;
  }
}
