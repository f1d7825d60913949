package recado.client.desk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.client.local.History;
import recado.client.local.Unsent.Waiting;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.UserName;

/**
 * What the server stores for people, on its way to the disk and the screen. Owned by the desk's
 * thread.
 *
 * <p>While the backlog comes in, only the last part of what is to be shown is kept: after a month
 * away nobody wants to see ten thousand lines run by, and they are in the history.
 */
final class Incoming {
  private static final int MOST_SHOWN_OF_BACKLOG = 100;

  private final UserName me;
  private final History history;
  private final Chats chats;
  private final Alerts alerts;
  private final Consumer<Shown> face;
  private final Consumer<Alert> alarm;
  private final BiConsumer<Conversation, Event.Message> scripts;
  private final Set<Chat> ticked = new LinkedHashSet<>();
  private final Deque<Shown> backlog = new ArrayDeque<>();
  private boolean inBacklog;
  private long leftOut;
  private @Nullable EntryId toAcknowledge;
  private @Nullable Conversation open;

  Incoming(
      UserName me,
      Papers papers,
      Consumer<Shown> face,
      Consumer<Alert> alarm,
      BiConsumer<Conversation, Event.Message> scripts) {
    this.me = me;
    this.history = papers.history();
    this.chats = papers.chats();
    this.alerts = new Alerts(me, papers.noticeLevels());
    this.face = face;
    this.alarm = alarm;
    this.scripts = scripts;
  }

  void open(@Nullable Conversation conversation) {
    open = conversation;
  }

  /** An entry that has to be acknowledged, unless it is the lobby's, which is kept for nobody. */
  void take(Event.Entry entry) {
    Conversation in = chats.conversationOf(entry);
    add(in, entry);
    if (!(in instanceof Conversation.Lobby)) {
      toAcknowledge = entry.id();
    }
  }

  /** The server has taken a message of the person's own. */
  void sent(Waiting own, Event.Sent sent) {
    add(own.to(), new Event.Message(sent.id(), sent.time(), me, own.to(), own.text()));
  }

  private void add(Conversation in, Event.Entry entry) {
    if (!history.add(in, entry)) {
      return; // seen before
    }
    chats.entry(in, entry);
    switch (entry) {
      case Event.Message message -> {
        show(in, message);
        alert(in, message);
        if (!message.from().equals(me)) {
          scripts.accept(in, message);
        }
      }
      case Event.Receipt _ -> ticked.add(chats.chat(in));
      case Event.GroupEvent event -> show(new Shown.GroupChanged(event));
    }
  }

  private void show(Conversation in, Event.Message message) {
    DeliveryState tick =
        message.from().equals(me)
            ? chats.chat(in).ticks().stateOf(message.id(), message.time())
            : DeliveryState.PENDING;
    show(new Shown.Message(in, message, tick, in.equals(open)));
  }

  private void alert(Conversation in, Event.Message message) {
    if (inBacklog) {
      alerts.waited(in, message);
    } else {
      alerts.live(in, message).ifPresent(alarm);
    }
  }

  private void show(Shown what) {
    if (!inBacklog) {
      face.accept(what);
      return;
    }
    backlog.add(what);
    if (backlog.size() > MOST_SHOWN_OF_BACKLOG) {
      backlog.removeFirst();
      leftOut++;
    }
  }

  void backlogBegins() {
    inBacklog = true;
  }

  boolean isInBacklog() {
    return inBacklog;
  }

  /** There is no session any more: nobody is left to acknowledge anything to. */
  void suspend() {
    toAcknowledge = null;
    backlogEnds();
  }

  /** What was held back is shown now. */
  void backlogEnds() {
    if (leftOut > 0) {
      face.accept(new Shown.LeftOut(leftOut));
      leftOut = 0;
    }
    backlog.forEach(face);
    backlog.clear();
    alerts.summary().ifPresent(alarm);
    inBacklog = false;
  }

  /** Shows what has become of the person's messages; once for all that came together. */
  void showTicks() {
    for (Chat chat : ticked) {
      for (Ticks.Change change : chat.changes()) {
        show(new Shown.Ticked(chat.conversation(), change.upTo(), change.state()));
      }
    }
    ticked.clear();
  }

  /** What to acknowledge when all is on the disk; null if nothing came. */
  @Nullable EntryId takeAcknowledgement() {
    EntryId id = toAcknowledge;
    toAcknowledge = null;
    return id;
  }
}
