package recado.client.desk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.Event;
import recado.protocol.Request;
import recado.protocol.Secret;
import recado.protocol.Text;
import recado.protocol.UserName;

/**
 * Does what the person asks for. Owned by the desk's thread, which calls every method; {@link
 * Desk#tell} is how others get there. Nothing here waits for the server: what it answers is shown
 * when it comes. What gives a boolean gives false if it cannot be done, which is shown.
 */
public final class Clerk {
  private static final int LEAST_SHOWN_ON_OPENING = 10;
  private static final int MOST_SHOWN_ON_OPENING = 50;

  private final Workbench bench;

  Clerk(Workbench bench) {
    this.bench = bench;
  }

  // ---- messages

  /** Sends a text; it is kept until the server has it. */
  public void send(Conversation to, Text text) {
    bench.outgoing().take(to, text, System.nanoTime());
  }

  /** Sends a text to the open conversation. */
  public boolean say(Text text) {
    Conversation open = bench.reading().open();
    if (open == null) {
      return cannot(Shown.Reason.NOTHING_OPEN);
    }
    send(open, text);
    return true;
  }

  /** Sends a text to whoever wrote last. */
  public boolean reply(Text text) {
    Optional<UserName> last = bench.chats().lastSender();
    if (last.isEmpty()) {
      return cannot(Shown.Reason.NOBODY_TO_REPLY_TO);
    }
    send(Conversation.with(last.get()), text);
    return true;
  }

  // ---- conversations

  /** Makes a conversation current and shows its end. */
  public void open(Conversation conversation) throws IOException {
    Chat chat = bench.chats().chat(conversation);
    int unread = chat.unread();
    int count = Math.clamp(unread, LEAST_SHOWN_ON_OPENING, MOST_SHOWN_ON_OPENING);
    bench.open(conversation);
    bench.show(new Shown.Opened(conversation, past(chat, count), unread));
  }

  /** Makes none current. */
  public boolean close() {
    Conversation open = bench.reading().open();
    if (open == null) {
      return cannot(Shown.Reason.NOTHING_OPEN);
    }
    bench.open(null);
    bench.show(new Shown.Closed(open));
    return true;
  }

  /** Shows the last of a conversation, or of the open one. */
  public boolean history(@Nullable Conversation conversation, int count) throws IOException {
    Conversation which = conversation == null ? bench.reading().open() : conversation;
    if (which == null) {
      return cannot(Shown.Reason.NOTHING_OPEN);
    }
    bench.show(new Shown.HistoryOf(which, past(bench.chats().chat(which), count)));
    return true;
  }

  private List<Shown.Past> past(Chat chat, int count) throws IOException {
    List<Shown.Past> past = new ArrayList<>();
    for (Event.Entry entry : bench.papers().history().last(chat.conversation(), count)) {
      past.add(new Shown.Past(entry, tickOf(chat, entry)));
    }
    return past;
  }

  private DeliveryState tickOf(Chat chat, Event.Entry entry) {
    return entry instanceof Event.Message message && message.from().equals(bench.me())
        ? chat.ticks().stateOf(message.id(), message.time())
        : DeliveryState.PENDING;
  }

  /** Asks what has become of the last message that the person sent there. */
  public boolean info(@Nullable Conversation conversation) {
    Conversation which = conversation == null ? bench.reading().open() : conversation;
    if (which == null) {
      return cannot(Shown.Reason.NOTHING_OPEN);
    }
    Optional<OwnMessage> last = bench.chats().chat(which).ticks().last();
    if (last.isEmpty()) {
      return cannot(Shown.Reason.NOTHING_SENT_THERE);
    }
    ask(new Request.Info(last.get().id()));
    return true;
  }

  /** The terminal is in front, or is not any more. */
  public void focus(boolean focused) {
    bench.reading().focus(focused);
  }

  // ---- contacts

  /** Shows the names given to people. */
  public void contacts() {
    bench.show(new Shown.ContactList(bench.papers().contacts().all()));
  }

  /** Gives somebody a name. */
  public void addContact(UserName user, String name) throws IOException {
    bench.papers().contacts().put(user, name);
    bench.chats().met(user);
    bench.show(new Shown.ContactSaved(user, name));
  }

  /** Takes it back. */
  public void removeContact(UserName user) throws IOException {
    boolean existed = bench.papers().contacts().remove(user);
    bench.show(new Shown.ContactRemoved(user, existed));
  }

  // ---- the server

  /** Asks the server for what it alone can do or tell. */
  public void ask(Request request) {
    bench.ask(request);
  }

  /** Ends a pause between two attempts to connect. */
  public void connectNow() {
    if (bench.session().isConnected()) {
      bench.show(new Shown.Cannot(Shown.Reason.CONNECTED_ALREADY));
    } else if (bench.session().account().token() != null) {
      bench.session().lossIsNews();
      bench.dialer().dialNow();
    }
  }

  /** Goes on with a new token. */
  public void signedIn(Secret token) throws IOException {
    bench.save(bench.session().account().with(token));
    bench.dialer().dialNow();
  }

  /**
   * Sends all that waits, lets the server answer all that was asked, and then completes {@code
   * done}: with false if a message was not taken, or the server is not heard of for a while.
   */
  public void drain(CompletableFuture<Boolean> done) {
    bench.drain(new Drain(done, System.nanoTime()));
  }

  private boolean cannot(Shown.Reason reason) {
    bench.show(new Shown.Cannot(reason));
    return false;
  }
}
