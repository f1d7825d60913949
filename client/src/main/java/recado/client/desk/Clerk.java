package recado.client.desk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import recado.client.local.NoticeLevel;
import recado.protocol.Conversation;
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

  private static final int SHOWN_AROUND_A_HIT = 5;

  private final Workbench bench;
  private List<Shown.Hit> hits = List.of();

  Clerk(Workbench bench) {
    this.bench = bench;
  }

  // ---- messages

  /** Sends a text; it is kept until the server has it. */
  public void send(Conversation to, Text text) {
    bench.typing().sent();
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

  // ---- scripts

  /** Does something for a script. */
  public void run(Errand errand, Report.Listener listener) {
    Errands errands = bench.errands();
    switch (errand) {
      case Errand.Send send -> {
        errands.follow(send, listener);
        bench.outgoing().take(send.cid(), send.to(), send.text(), System.nanoTime());
      }
      case Errand.Listen _ -> errands.listen(listener);
      case Errand.Who who -> errands.ask(who, listener);
    }
  }

  /** Tells this listener nothing any more; what it has handed in is sent all the same. */
  public void forget(Report.Listener listener) {
    bench.errands().forget(listener);
  }

  // ---- conversations

  /** Makes a conversation current and shows its end. */
  public void open(Conversation conversation) throws IOException {
    Chat chat = bench.chats().chat(conversation);
    int unread = chat.unread();
    int count = Math.clamp(unread, LEAST_SHOWN_ON_OPENING, MOST_SHOWN_ON_OPENING);
    bench.open(conversation);
    bench.show(new Shown.Opened(conversation, bench.pages().last(chat, count), unread));
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

  /** Makes the conversation current where there is most to be read. */
  public boolean next() throws IOException {
    Optional<Chat> next = bench.chats().nextUnread(bench.reading().open());
    if (next.isEmpty()) {
      return cannot(Shown.Reason.NOTHING_UNREAD);
    }
    open(next.get().conversation());
    return true;
  }

  /** Shows the last of a conversation, or of the open one. */
  public boolean history(@Nullable Conversation conversation, int count) throws IOException {
    Conversation which = conversation == null ? bench.reading().open() : conversation;
    if (which == null) {
      return cannot(Shown.Reason.NOTHING_OPEN);
    }
    bench.show(new Shown.HistoryOf(which, bench.pages().last(bench.chats().chat(which), count)));
    return true;
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

  // ---- a face with a screen of its own

  /** Keeps the face's window filled with this from now on; its conversation is current. */
  public void view(View view) {
    bench.reading().view(view.conversation());
    bench.incoming().open(view.conversation());
    bench.viewing().look(view);
  }

  /** No conversation is current; how things are in all of them is still told. */
  public void viewNothing() {
    bench.open(null);
    bench.viewing().lookAtNothing();
  }

  /** The person has had this position, and all before it, on the screen. */
  public void shown(Conversation in, int position) {
    bench.reading().shown(in, position);
  }

  /** The person is writing there. */
  public void typing(Conversation in) {
    boolean withOthers =
        !(in instanceof Conversation.Lobby) && !in.equals(Conversation.with(bench.me()));
    if (withOthers
        && bench.session().isReady()
        && bench.typing().hasToBeSaid(in, System.nanoTime())) {
      bench.session().send(new Request.Typing(in));
    }
  }

  /** Keeps what the person has begun to write there. */
  public void draft(Conversation in, String text) throws IOException {
    bench.papers().drafts().put(in, text);
  }

  /** The terminal is in front, or is not any more. */
  public void focus(boolean focused) {
    bench.reading().focus(focused);
  }

  // ---- finding

  /** Looks for words, in one conversation or, if that is null, in all. */
  public void search(String words, @Nullable Conversation only) {
    hits = List.of();
    bench.search(new Search(bench.papers().history(), words, only, found -> hits = found));
  }

  /** Shows a hit of the last search, the newest being number 1, with what was said around it. */
  public boolean jump(int number) throws IOException {
    if (number > hits.size()) {
      return cannot(Shown.Reason.NO_SUCH_HIT);
    }
    Shown.Hit hit = hits.get(hits.size() - number);
    Chat chat = bench.chats().chat(hit.in());
    int from = hit.position() - SHOWN_AROUND_A_HIT;
    int to = hit.position() + SHOWN_AROUND_A_HIT + 1;
    bench.show(new Shown.Jumped(hit, bench.pages().at(chat, from, to)));
    return true;
  }

  // ---- notices

  /** Of what the person wants to be told, in one conversation or, if that is null, the open one. */
  public boolean notices(@Nullable Conversation conversation, NoticeLevel level)
      throws IOException {
    Conversation which = conversation == null ? bench.reading().open() : conversation;
    if (which == null) {
      return cannot(Shown.Reason.NOTHING_OPEN);
    }
    bench.papers().noticeLevels().put(which, level);
    bench.show(new Shown.LevelChanged(which, level));
    return true;
  }

  /** No notices from there any more; or again, if there are none. */
  public boolean mute(@Nullable Conversation conversation) throws IOException {
    Conversation which = conversation == null ? bench.reading().open() : conversation;
    boolean muted = which != null && bench.papers().noticeLevels().of(which) == NoticeLevel.NONE;
    return notices(which, muted ? NoticeLevel.ALL : NoticeLevel.NONE);
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

  /** Shows the first steps to somebody new, as soon as there is a session to look around in. */
  public void welcomeNewcomer() {
    bench.newcomer(true);
  }

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
