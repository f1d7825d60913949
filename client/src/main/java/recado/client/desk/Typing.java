package recado.client.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.UserName;

/**
 * Who is writing, as far as the others say, and when the person's own writing has to be said again.
 * Nobody says that they have stopped: that shows by the silence. Owned by the desk's thread; times
 * are of {@link System#nanoTime}.
 */
final class Typing {
  private static final Duration SAID_AGAIN = Duration.ofSeconds(4);
  private static final Duration FORGOTTEN = Duration.ofSeconds(7);

  private record Typist(Conversation in, UserName who) {}

  private final Map<Typist, Long> until = new HashMap<>();
  private @Nullable Conversation saidIn;
  private long saidAt;

  void take(Conversation in, UserName who, long now) {
    until.put(new Typist(in, who), now + FORGOTTEN.toNanos());
  }

  /** A message of theirs is here. */
  void wrote(Conversation in, UserName who) {
    until.remove(new Typist(in, who));
  }

  /** There is no session any more, and nobody to be heard of. */
  void clear() {
    until.clear();
    saidIn = null;
  }

  List<UserName> in(Conversation conversation) {
    List<UserName> typists = new ArrayList<>();
    until.keySet().stream()
        .filter(typist -> typist.in().equals(conversation))
        .forEach(typist -> typists.add(typist.who()));
    typists.sort(null);
    return typists;
  }

  /** The person is writing there: whether the others have to be told, which counts as done then. */
  boolean hasToBeSaid(Conversation in, long now) {
    if (in.equals(saidIn) && now - saidAt < SAID_AGAIN.toNanos()) {
      return false;
    }
    saidIn = in;
    saidAt = now;
    return true;
  }

  /** The person has sent it: the next word is news again. */
  void sent() {
    saidIn = null;
  }

  void tick(long now) {
    until.values().removeIf(end -> end - now <= 0);
  }

  /** When {@link #tick} has something to do next, in nanoseconds from now. */
  long nanosToTick(long now) {
    return until.values().stream().mapToLong(end -> end - now).min().orElse(Long.MAX_VALUE);
  }
}
