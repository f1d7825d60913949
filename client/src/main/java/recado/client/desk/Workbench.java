package recado.client.desk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.client.local.Account;
import recado.client.net.Dialer;
import recado.protocol.Conversation;
import recado.protocol.EntryId;
import recado.protocol.Request;
import recado.protocol.UserName;

/**
 * What the desk's thread works with, whichever side a piece of work comes from: one of each kind.
 */
final class Workbench {
  private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);

  private final Papers papers;
  private final Dialer dialer;
  private final Face face;
  private final Session session;
  private final Answers answers = new Answers();
  private final Outgoing outgoing;
  private final Errands errands;
  private final Incoming incoming;
  private final Reading reading;
  private final Pages pages;
  private final Viewing viewing;
  private final Typing typing = new Typing();
  private final Presences presences = new Presences();
  private final Deque<Runnable> news = new ArrayDeque<>(); // for the face
  private @Nullable Drain drain;
  private @Nullable Search search;
  private boolean newcomer; // who has not been shown the first steps yet
  private @Nullable Status status; // as it was published last

  Workbench(Account account, Papers papers, Dialer dialer, Face face) {
    this.papers = papers;
    this.dialer = dialer;
    this.face = face;
    session = new Session(account);
    outgoing =
        new Outgoing(
            papers.unsent(),
            session::send,
            message -> show(new Shown.Waiting(message.to(), message.text())));
    errands = new Errands(papers.chats(), this::askForScript, news::add);
    incoming = new Incoming(account.user(), papers, this::show, this::alert, errands::came);
    pages = new Pages(account.user(), papers.history());
    viewing = new Viewing(papers, pages);
    reading = new Reading(papers.chats(), papers.history(), session::send);
  }

  UserName me() {
    return session.account().user();
  }

  Papers papers() {
    return papers;
  }

  Chats chats() {
    return papers.chats();
  }

  Dialer dialer() {
    return dialer;
  }

  Session session() {
    return session;
  }

  Answers answers() {
    return answers;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  Errands errands() {
    return errands;
  }

  Incoming incoming() {
    return incoming;
  }

  Reading reading() {
    return reading;
  }

  Pages pages() {
    return pages;
  }

  Viewing viewing() {
    return viewing;
  }

  Typing typing() {
    return typing;
  }

  Presences presences() {
    return presences;
  }

  /** Begins a search, in place of one that is not over. */
  void search(Search begun) {
    search = begun;
  }

  Optional<Drain> drain() {
    return Optional.ofNullable(drain);
  }

  void drain(Drain begun) {
    drain = begun;
  }

  boolean isNewcomer() {
    return newcomer;
  }

  void newcomer(boolean isOne) {
    newcomer = isOne;
  }

  /** Shows something, as soon as what has been decided is on the disk. */
  void show(Shown what) {
    news.add(() -> face.show(what));
  }

  private void alert(Alert alert) {
    news.add(() -> face.alert(alert));
  }

  /** Tells how it stands with the server, after what was shown before. */
  void standing(Standing standing) {
    news.add(() -> face.standing(standing));
  }

  /** Asks the server something that a person wants to know. */
  void ask(Request request) {
    if (session.isReady()) {
      answers.expect(request, Answers.Asker.PERSON);
      session.send(request);
    } else {
      show(new Shown.Cannot(Shown.Reason.NOT_CONNECTED));
    }
  }

  /** Asks the server something that the client wants to know. */
  void askQuietly(Request request) {
    answers.expect(request, Answers.Asker.NOBODY);
    session.send(request);
  }

  private void askForScript(Request request) {
    answers.expect(request, Answers.Asker.SCRIPT);
    session.send(request);
  }

  /** Says goodbye to the server, if there is one to say it to. */
  boolean leave() {
    dialer.hold();
    session.leave();
    return session.isConnected();
  }

  void open(@Nullable Conversation conversation) {
    reading.open(conversation);
    incoming.open(conversation);
  }

  /** Keeps a changed account, here and on the disk. */
  void save(Account account) throws IOException {
    session.account(account);
    papers.folder().save(account);
  }

  /** There is no session any more: what was known through it is not known. */
  void suspend() {
    outgoing.suspend();
    reading.suspend();
    incoming.suspend();
    errands.suspend();
    typing.clear();
    presences.clear();
  }

  /** Does what is due at this time. */
  void tick(long now) throws IOException {
    session.tick(now);
    outgoing.tick(now);
    typing.tick(now);
    drain().ifPresent(draining -> draining.tick(now));
    if (search != null && search.step()) {
      show(search.found());
      search = null;
    }
  }

  /** When {@link #tick} has something to do next, in nanoseconds from now. */
  long nanosToTick(long now) {
    if (search != null) {
      return 0;
    }
    long next = Math.min(session.nanosToTick(now), outgoing.nanosToTick(now));
    next = Math.min(next, typing.nanosToTick(now));
    return drain == null ? next : Math.min(next, drain.nanosToTick(now));
  }

  /**
   * Ends a piece of work: first the disk has it, then the person sees it and the server hears of
   * it. Many entries that came together cost one sync and one acknowledgement.
   *
   * @throws IOException if the disk fails; nothing was shown, acknowledged or sent then
   */
  void commit() throws IOException {
    if (!incoming.isInBacklog()) { // of which nothing is shown yet
      reading.look();
    }
    incoming.showTicks();
    errands.check();
    drain().ifPresent(draining -> draining.check(session, outgoing));
    papers.history().force();
    papers.unsent().force();
    EntryId safe = incoming.takeAcknowledgement();
    if (safe != null) {
      session.send(new Request.Ack(safe));
    }
    tellFace();
    session.flush();
  }

  /** A mistake of the face's costs a line on the screen, and nothing else. */
  private void tellFace() throws IOException {
    publishStatus();
    viewing.changed().ifPresent(window -> news.add(() -> face.window(window)));
    while (!news.isEmpty()) {
      try {
        news.removeFirst().run();
      } catch (RuntimeException e) {
        LOG.error("showing what happened", e);
        face.show(new Shown.Bug());
      }
    }
  }

  private void publishStatus() {
    boolean online = session.isReady();
    Conversation open = reading.open();
    Status now =
        new Status(
            open,
            online,
            chats().unreadBut(open),
            online ? outgoing.heldCount() : outgoing.count(),
            chats().people(),
            chats().groups(),
            viewing.isOpen() ? talks() : List.of());
    if (!now.equals(status)) {
      status = now;
      news.add(() -> face.status(now));
    }
  }

  private List<Talk> talks() {
    List<Chat> all = chats().latestFirst(papers.contacts().all().keySet());
    if (session.isReady()) {
      presences.watch(partners(all), user -> askQuietly(new Request.Watch(List.of(user))));
    }
    return all.stream().map(this::talk).toList();
  }

  private List<UserName> partners(List<Chat> all) {
    List<UserName> partners = new ArrayList<>();
    for (Chat chat : all) {
      if (chat.conversation() instanceof Conversation.OfUser(UserName user) && !user.equals(me())) {
        partners.add(user);
      }
    }
    return partners;
  }

  private Talk talk(Chat chat) {
    Conversation in = chat.conversation();
    return new Talk(
        in,
        chat.unread(),
        chat.isMentioned(),
        papers.noticeLevels().of(in),
        in instanceof Conversation.OfUser(UserName user) ? presences.of(user).orElse(null) : null,
        typing.in(in),
        chat.members().isComplete() ? chat.members().all().size() : 0);
  }
}
