package recado.client.desk;

import java.util.List;
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
  private final Members members; // of a group; else nobody
  private final Ticks ticks;
  private int unread;
  private long highestUnread; // id
  private long seen; // up to which id, or 0
  private boolean told = true; // whether the server knows

  Chat(Conversation conversation, UserName me) {
    this.conversation = conversation;
    this.me = me;
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

  int unread() {
    return unread;
  }

  void take(Event.Entry entry) {
    switch (entry) {
      case Event.Message message -> take(message);
      case Event.Receipt receipt -> ticks.take(receipt);
      case Event.GroupEvent event -> members.take(event);
    }
  }

  private void take(Event.Message message) {
    if (message.from().equals(me)) {
      ticks.sent(OwnMessage.of(message));
    } else if (!(conversation instanceof Conversation.Lobby)) {
      unread++;
      highestUnread = Math.max(highestUnread, message.id().value());
    }
  }

  /** Takes what the person has seen, or the server was told. */
  void take(Mark mark) {
    switch (mark) {
      case Mark.Seen(long upTo, boolean nowTold) -> {
        seen = upTo;
        told = nowTold;
        unread = 0;
        highestUnread = 0;
      }
      case Mark.Told(long upTo) -> told = told || upTo == seen;
    }
  }

  /** Up to which id the person has seen it; 0 if not at all. */
  long seen() {
    return seen;
  }

  /** Whether the server knows that. */
  boolean isTold() {
    return told;
  }

  /** Up to which id it would be seen if the person saw all that is unread; 0 if nothing is. */
  long highestUnread() {
    return highestUnread;
  }

  List<Ticks.Change> changes() {
    return ticks.changes();
  }
}
