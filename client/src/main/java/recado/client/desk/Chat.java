package recado.client.desk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import recado.client.local.Mark;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.UserName;

/**
 * One conversation: its ticks, its members, and how far the person has read. Made of the same
 * entries whether they come from the server or, after a restart, from the history. Owned by the
 * desk's thread.
 */
final class Chat {
  private final Conversation conversation;
  private final UserName me;
  private final Mentions mentions;
  private final Members members; // of a group; else nobody
  private final Ticks ticks;
  private final Deque<Unread> unread = new ArrayDeque<>(); // in the order of arrival
  private int size;
  private long lastTime;
  private long seen; // up to which id, or 0
  private boolean told = true; // whether the server knows

  /** A message that the person has not seen. */
  private record Unread(long id, int position, boolean mention) {}

  Chat(Conversation conversation, UserName me) {
    this.conversation = conversation;
    this.me = me;
    this.mentions = Mentions.of(me);
    this.members = new Members(me);
    this.ticks = new Ticks(this::recipients);
  }

  private Set<UserName> recipients(long time) {
    return switch (conversation) {
      case Conversation.OfUser(UserName user) -> Set.of(user);
      case Conversation.OfGroup _ -> members.isComplete() ? members.recipients(time) : Set.of();
      case Conversation.Lobby _ -> Set.of(); // nobody answers for everybody
    };
  }

  Conversation conversation() {
    return conversation;
  }

  Members members() {
    return members;
  }

  Ticks ticks() {
    return ticks;
  }

  /** How many messages the person has not seen. */
  int unread() {
    return unread.size();
  }

  /** Whether one of them has the person's name in it. */
  boolean isMentioned() {
    return unread.stream().anyMatch(Unread::mention);
  }

  /** The position of the first of them; {@link #size} if there is none. */
  int firstUnread() {
    return unread.isEmpty() ? size : unread.getFirst().position();
  }

  /** How many messages and group events there are: their positions count from 0. */
  int size() {
    return size;
  }

  /** When the last of them was, in milliseconds since 1970; 0 if there is none. */
  long lastTime() {
    return lastTime;
  }

  void take(Event.Entry entry) {
    switch (entry) {
      case Event.Message message -> take(message);
      case Event.Receipt receipt -> ticks.take(receipt);
      case Event.GroupEvent event -> {
        members.take(event);
        count(event);
      }
    }
  }

  private void count(Event.Entry entry) {
    size++;
    lastTime = Math.max(lastTime, entry.time());
  }

  private void take(Event.Message message) {
    if (message.from().equals(me)) {
      ticks.sent(OwnMessage.of(message));
    } else if (!(conversation instanceof Conversation.Lobby)) {
      boolean mention = mentions.isIn(message.text().toString());
      unread.add(new Unread(message.id().value(), size, mention));
    }
    count(message);
  }

  /** Takes what the person has seen, or the server was told. */
  void take(Mark mark) {
    switch (mark) {
      case Mark.Seen(long upTo, boolean nowTold, int left) -> {
        seen = upTo;
        told = nowTold;
        while (unread.size() > left) {
          unread.removeFirst();
        }
      }
      case Mark.Told(long upTo) -> told = told || upTo == seen;
    }
  }

  /**
   * What the person will have seen who has now seen all up to a position.
   *
   * @param nowTold whether the server will know
   * @return empty if that is no news
   */
  Optional<Mark.Seen> seenUpTo(int position, boolean nowTold) {
    int count = 0;
    long highest = 0;
    for (Unread one : unread) {
      if (one.position() > position) {
        break;
      }
      count++;
      highest = Math.max(highest, one.id());
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(new Mark.Seen(highest, nowTold, unread.size() - count));
  }

  /** Up to which id the person has seen it; 0 if not at all. */
  long seen() {
    return seen;
  }

  /** Whether the server knows that. */
  boolean isTold() {
    return told;
  }

  List<Ticks.Change> changes() {
    return ticks.changes();
  }
}
