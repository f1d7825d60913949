package recado.client.desk;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.client.local.History;
import recado.client.local.Mark;
import recado.protocol.Conversation;
import recado.protocol.EntryId;
import recado.protocol.Request;

/**
 * What the person has read, and who is told. Read is what was shown in the open conversation while
 * somebody could be looking; the server hears of it once, or as soon as it can be reached. Owned by
 * the desk's thread.
 */
final class Reading {
  /** On a face that prints whatever comes. */
  private static final int ALL = Integer.MAX_VALUE;

  private static final int NOTHING = -1;

  private final Chats chats;
  private final History history;
  private final Consumer<Request> wire;

  /** Told on this connection, which may have been dead already: to be told again after it. */
  private final Set<Chat> unconfirmed = new HashSet<>();

  private @Nullable Conversation open;
  private int shownTo = ALL; // position in it
  private boolean focused = true; // until a terminal says that it is not
  private boolean online;

  Reading(Chats chats, History history, Consumer<Request> wire) {
    this.chats = chats;
    this.history = history;
    this.wire = wire;
  }

  @Nullable Conversation open() {
    return open;
  }

  /** From now on all that comes there is shown, and what came before is. */
  void open(@Nullable Conversation conversation) {
    open = conversation;
    shownTo = ALL;
  }

  /** Nothing of it is shown yet: {@link #shown} tells. */
  void view(Conversation conversation) {
    if (!conversation.equals(open)) {
      open = conversation;
      shownTo = NOTHING;
    }
  }

  /** This position, and all before it, has been on the screen. */
  void shown(Conversation in, int position) {
    if (in.equals(open)) {
      shownTo = Math.max(shownTo, position);
    }
  }

  void focus(boolean nowFocused) {
    focused = nowFocused;
  }

  /** There is a session: it hears what it has missed. */
  void resume() {
    online = true;
    for (Chat chat : chats.all()) {
      if (!chat.isTold()) {
        tell(chat, chat.seen());
        keep(chat, new Mark.Told(chat.seen()));
      } else if (unconfirmed.contains(chat)) {
        tell(chat, chat.seen());
      }
    }
  }

  void suspend() {
    online = false;
  }

  /** The server answered something that was sent after all this. */
  void confirmed() {
    unconfirmed.clear();
  }

  /** Counts the open conversation as read, if somebody can be looking at it. */
  void look() {
    if (open == null || !focused) {
      return;
    }
    Chat chat = chats.chat(open);
    chat.seenUpTo(shownTo, online)
        .ifPresent(
            mark -> {
              if (online) {
                tell(chat, mark.upTo());
              }
              keep(chat, mark);
            });
  }

  private void tell(Chat chat, long upTo) {
    wire.accept(new Request.Read(chat.conversation(), new EntryId(upTo)));
    unconfirmed.add(chat);
  }

  private void keep(Chat chat, Mark mark) {
    chat.take(mark);
    history.add(chat.conversation(), mark);
  }
}
