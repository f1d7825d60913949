package recado.client.desk;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.client.local.Unsent.Waiting;
import recado.client.net.Connection;
import recado.client.net.Trouble;
import recado.protocol.Cid;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.Request;
import recado.protocol.Text;

/** What to do with what the server says, or with its silence. Owned by the desk's thread. */
final class FromServer {
  private static final Logger LOG = LoggerFactory.getLogger(FromServer.class);
  private static final String REPLACED = "replaced";

  private final Workbench bench;
  private final Replies replies;
  private Event.Hello hello = new Event.Hello(1, "", Text.EMPTY);
  private @Nullable Text bye;
  private boolean greeted;

  FromServer(Workbench bench) {
    this.bench = bench;
    this.replies = new Replies(bench);
  }

  // ---- the connection

  void connected(Connection connection, long now) {
    bye = null;
    bench.session().begin(connection, now);
  }

  void unreachable(Trouble why) {
    if (bench.session().hasToSayLoss()) {
      bench.show(new Shown.Unreachable(bench.dialer().server(), why));
    }
    bench.standing(Standing.UNREACHABLE);
  }

  void lost(Trouble why) {
    bench.session().end();
    bench.suspend();
    replies.lost();
    bench.drain().ifPresent(Drain::sessionLost);
    if (bench.session().isLeaving() || bench.session().account().token() == null) {
      return; // nobody is surprised
    }
    if (!greeted) {
      unreachable(why);
      return;
    }
    if (isReplaced(bye)) {
      bench.show(new Shown.TakenOver());
      bench.session().hasToSayLoss(); // which is done
    } else if (bench.session().hasToSayLoss()) {
      bench.show(new Shown.Lost(why, bye));
    }
    bench.standing(Standing.UNREACHABLE);
  }

  private static boolean isReplaced(@Nullable Text why) {
    return why != null && why.toString().startsWith(REPLACED);
  }

  // ---- what it says

  /**
   * Does what belongs to an event. If a mistake of ours gets in the way the session ends without an
   * acknowledgement, so that the server sends again what may be lost here.
   */
  void take(Event event, long now) throws IOException {
    try {
      dispatch(event, now);
    } catch (RuntimeException e) {
      bench.incoming().suspend();
      bench.session().hangUp();
      throw e;
    }
  }

  private void dispatch(Event event, long now) throws IOException {
    bench.session().heard(now);
    bench.drain().ifPresent(drain -> drain.progress(now));
    switch (event) {
      case Event.Message message -> message(message);
      case Event.Receipt receipt -> bench.incoming().take(receipt);
      case Event.GroupEvent change -> groupEvent(change);
      case Event.Sent sent -> sent(sent, now);
      case Event.Err err -> failed(err, now);
      case Event.Hello said -> hello = said;
      case Event.Welcome _ -> welcome();
      case Event.Token said -> bench.save(bench.session().account().with(said.token()));
      case Event.Synced _ -> synced(now);
      case Event.Presence presence -> replies.presence(presence);
      case Event.Member _, Event.GroupOf _, Event.ReceiptOf _ -> replies.line(event);
      case Event.End end -> replies.end(end);
      case Event.Blocked blocked -> replies.blocked(blocked);
      case Event.Unblocked unblocked -> replies.unblocked(unblocked.user());
      case Event.PasswordChanged _ -> replies.passwordChanged();
      case Event.Ping ping -> bench.session().send(new Request.Pong(ping.token()));
      case Event.Pong pong -> pong(pong);
      case Event.Bye said -> bye(said.why());
      case Event.Typing typing -> bench.typing().take(typing.conversation(), typing.who(), now);
      case Event.Registered _, Event.Unknown _ -> {}
    }
  }

  private void welcome() {
    bench.session().lossIsNews();
    if (greeted) {
      bench.show(new Shown.Back());
    } else {
      greeted = true;
      int waiting = bench.outgoing().count();
      bench.show(new Shown.Greeting(hello.serverName(), hello.motd(), bench.me(), waiting));
    }
    bench.incoming().backlogBegins();
  }

  private void synced(long now) {
    bench.incoming().showTicks();
    bench.incoming().backlogEnds();
    bench.session().ready();
    bench.outgoing().resume(now);
    bench.errands().resume();
    bench.reading().resume();
    bench.askQuietly(new Request.Groups());
    if (bench.isNewcomer()) {
      bench.askQuietly(new Request.Who(List.of())); // whose answer comes with the first steps
    }
    bench.standing(Standing.READY);
  }

  private void pong(Event.Pong pong) {
    bench.reading().confirmed();
    bench.drain().ifPresent(drain -> drain.take(pong, bench.outgoing()));
  }

  private void bye(Text why) {
    bye = why;
    if (isReplaced(why)) {
      bench.dialer().hold(); // or the two clients would throw each other out for ever
    }
  }

  private void message(Event.Message message) {
    bench.typing().wrote(bench.chats().conversationOf(message), message.from());
    bench.incoming().take(message);
  }

  private void groupEvent(Event.GroupEvent change) {
    bench.incoming().take(change);
    replies.groupEvent(change);
  }

  private void sent(Event.Sent sent, long now) {
    bench.outgoing().sent(sent.cid(), now).ifPresent(own -> bench.incoming().sent(own, sent));
    bench.errands().sent(sent);
  }

  // ---- what it refuses

  private void failed(Event.Err err, long now) throws IOException {
    switch (err.verb()) {
      case "RESUME" -> sessionRefused(err);
      case "SEND" -> messageRefused(err, now);
      case "ACK", "READ", "PONG", "TYPING" ->
          LOG.warn("{} {}: {}", err.verb(), err.code(), err.message());
      default -> requestRefused(err);
    }
  }

  /** Before there is a session nobody has asked for anything: it is said once why there is none. */
  private void requestRefused(Event.Err err) {
    if (bench.session().isReady() || bench.session().hasToSayLoss()) {
      replies.failed(err);
    }
  }

  private void sessionRefused(Event.Err err) throws IOException {
    if (err.code() == ErrorCode.BAD_CREDENTIALS) {
      bench.dialer().hold();
      bench.save(bench.session().account().with(null));
      bench.show(new Shown.SignedOut());
      bench.standing(Standing.SIGNED_OUT);
    } else if (bench.session().hasToSayLoss()) {
      replies.failed(err);
    }
    bench.session().hangUp();
  }

  private void messageRefused(Event.Err err, long now) {
    String detail = err.detail();
    if (detail == null || !Cid.isValid(detail)) {
      replies.failed(err);
      return;
    }
    Cid cid = new Cid(detail);
    switch (err.code()) {
      case RATE_LIMITED, NOT_LOGGED_IN -> bench.outgoing().notNow(cid, now);
      case UNAVAILABLE -> {
        bench
            .outgoing()
            .hold(cid, now)
            .ifPresent(to -> bench.show(new Shown.Held(to, err.message())));
        bench.errands().held(cid, new Report.Held(err.message()));
      }
      default -> {
        bench.outgoing().refused(cid, now).ifPresent(own -> giveBack(own, err));
        bench.errands().refused(cid, new Report.Refused(err.code(), err.message()));
      }
    }
  }

  private void giveBack(Waiting own, Event.Err err) {
    bench.show(new Shown.NotSent(own.to(), own.text(), err.code(), err.message()));
    bench.drain().ifPresent(Drain::messageRefused);
  }
}
