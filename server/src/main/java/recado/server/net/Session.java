package recado.server.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.EndlessLineException;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.ProtocolException;
import recado.protocol.Request;
import recado.server.auth.Passwords;
import recado.server.dialect.Dialect;
import recado.server.limits.ConnectionLimits;
import recado.server.limits.Doorkeeper;
import recado.server.limits.Pace;
import recado.server.limits.Refusals.Reason;
import recado.server.postoffice.Caller;
import recado.server.postoffice.Command;
import recado.server.postoffice.PostOffice;
import recado.server.postoffice.Whereabouts;
import recado.server.store.Journal;

/**
 * One connection. Its reading thread (virtual) runs {@link #run}: it reads requests, does the slow
 * work that passwords need, hands everything to the post office and reads on. The post office's
 * thread calls the {@link Outlet} methods.
 */
final class Session implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /** After so long in one write, the peer does not take what it is sent. */
  private static final Duration WRITE_PATIENCE = Duration.ofSeconds(60);

  private final Line line;
  private final InetAddress address;
  private final Services services;
  private final long loginNanos;
  private final Runnable ended;
  private final Dialect.Decoder decoder;
  private final PeerOutlet outlet;
  private final Caller caller;
  private final SecretRequests secretRequests;
  private final UnderWay underWay;

  private final boolean isStream;

  /** Open while a login's backlog is under way: commands other than ACK wait for its end. */
  private volatile CountDownLatch backlogSent = new CountDownLatch(0);

  private boolean quitting;

  private final Silence silence;
  private final Pace pace;

  /** When it last began to listen to somebody who is not logged in. */
  private volatile long askedSince = System.nanoTime();

  /** Nothing can be said yet. */
  private volatile boolean beforeGreeting = true;

  /** Since when the writer waits for the peer to take the end of TLS; 0 if it does not. */
  private volatile long endSince;

  /** The inspector's: it has been told to go. */
  private boolean overdue;

  /** What all sessions of a listener share. */
  record Services(
      PostOffice postOffice,
      Journal journal,
      Passwords passwords,
      Doorkeeper doorkeeper,
      boolean secretsNeedTls,
      BacklogReaders backlogReaders,
      Buffers buffers,
      Supplier<Event> greeting) {}

  /**
   * A session on a connected socket, which it closes in the end.
   *
   * @throws IOException if the socket is closed already
   */
  Session(Socket socket, Port port, Services services, Consumer<Session> ended) throws IOException {
    line = new Line(socket, port.encryption());
    address = line.address();
    ConnectionLimits limits = services.doorkeeper().limits();
    loginNanos = port.dialect().loginTime(limits.loginTime()).toNanos();
    silence = new Silence(limits.idleTime(), askedSince);
    pace = new Pace(limits.requestRate(), askedSince);
    this.services = services;
    this.ended = () -> ended.accept(this);
    underWay = new UnderWay(services.postOffice());
    Ends ends = Ends.of(port.dialect(), line, services, new Aside(), underWay);
    decoder = ends.decoder();
    outlet = ends.outlet();
    isStream = ends.isStream();
    caller =
        new Caller(
            outlet,
            new Whereabouts(line.toString(), line.isEncrypted(), System.currentTimeMillis()));
    secretRequests =
        new SecretRequests(
            line, services, caller, port.dialect().hasPasswords(), this::beginBacklog);
  }

  private final class Aside implements Connection {
    @Override
    public void ask(Request request) throws InterruptedException {
      if (request instanceof Request.WithSecret withSecret) {
        secretRequests.take(withSecret);
      } else {
        underWay.ask(caller, request);
      }
    }

    @Override
    public void drained() {
      submit(new Command.Drained(caller));
    }

    @Override
    public void over() {
      endSince = System.nanoTime();
      line.sayEnd();
      closeLine();
    }
  }

  /** Where its peer is. */
  InetAddress address() {
    return address;
  }

  @Override
  public void run() {
    if (encrypt()) {
      serve();
    }
  }

  /** While its peer takes part in that, nobody else knows of the connection. */
  private boolean encrypt() {
    try {
      line.encrypt();
      beforeGreeting = false;
      return true;
    } catch (IOException e) {
      LOG.debug("{}: no TLS: {}", line, e.getMessage());
      closeLine();
      return false;
    }
  }

  private void serve() {
    submit(new Command.Connect(caller, services.greeting().get()));
    try {
      while (!quitting && readOne()) {
        if (!underWay.hasGathered()) {
          outlet.awaitRoom();
        }
      }
    } catch (EndlessLineException e) {
      dismissFor(Reason.FLOOD);
    } catch (IOException e) {
      LOG.debug("{} is gone: {}", address, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("a session failed; its connection is closed", e);
      dismiss("the server made a mistake");
    } finally {
      submit(new Command.HangUp(caller));
    }
  }

  private void dismissFor(Reason reason) {
    count(reason);
    LOG.debug("{} disconnected: {}", address, reason.label());
    dismiss(reason == Reason.FLOOD ? "flood" : "idle");
  }

  private void count(Reason reason) {
    services.doorkeeper().refusals().count(reason);
  }

  private void dismiss(String why) {
    quitting = true;
    submit(new Command.Dismiss(caller, why));
  }

  /** Reads and hands on one request; false at the end of the stream. */
  private boolean readOne() throws IOException, InterruptedException {
    try {
      Request request = listen();
      if (request == null) {
        awaitBacklog(); // a peer that has said its last word may listen still
        return false;
      }
      outlet.heard();
      awaitTurn();
      if (keepsPace(request)) {
        take(request);
      }
    } catch (ProtocolException e) {
      LOG.debug("{}: {}", address, e.message());
      awaitTurn();
      outlet.heard();
      submitGathered();
      awaitBacklog();
      if (pace.judge() == Pace.Verdict.FLOOD) {
        dismissFor(Reason.FLOOD);
      } else {
        submit(new Command.Refuse(caller, e.toEvent()));
      }
    }
    return true;
  }

  /** Guests wait for their turn, so that those who are inside never notice them. */
  private void awaitTurn() throws InterruptedException {
    if (!outlet.isSignedOn()) {
      long delay = services.doorkeeper().delayOfGuest(System.nanoTime());
      if (delay > 0) {
        submitGathered();
        Thread.sleep(Duration.ofNanos(delay));
      }
    }
  }

  /**
   * Whether the request may be carried out. What only answers the server is free: whoever takes a
   * large backlog must not be slowed down by it.
   */
  private boolean keepsPace(Request request) throws InterruptedException {
    if (request instanceof Request.Ack
        || request instanceof Request.Read
        || request instanceof Request.Pong) {
      return true;
    }
    switch (pace.judge()) {
      case FINE -> {
        return true;
      }
      case TOO_FAST -> {
        count(Reason.REQUEST_RATE);
        decline(request, ErrorCode.RATE_LIMITED, "too many requests; wait a little");
      }
      case FLOOD -> {
        submitGathered();
        dismissFor(Reason.FLOOD);
      }
    }
    return false;
  }

  private void decline(Request request, ErrorCode code, String why) throws InterruptedException {
    submitGathered();
    awaitBacklog();
    submit(new Command.Decline(caller, request, code, why));
  }

  /** Answers keep the order of requests, and the backlog is the answer to a login. */
  private void awaitBacklog() throws InterruptedException {
    if (isStream) {
      backlogSent.await();
    }
  }

  private @Nullable Request listen() throws IOException, ProtocolException {
    silence.listen();
    try {
      return decoder.next();
    } finally {
      silence.heard();
    }
  }

  /**
   * Called by the inspector now and then: asks a peer that has been quiet for a sign of life, or
   * lets it go. (A time-out of the socket would do that too, but start and stop a timer at every
   * read: that was 5 % of the server's CPU under load.)
   *
   * @param now as {@link System#nanoTime} tells
   */
  void inspect(long now) {
    if (beforeGreeting) {
      if (now - askedSince > services.doorkeeper().limits().loginTime().toNanos()) {
        count(Reason.LOGIN_TIME);
        closeLine();
      }
      return;
    }
    cutOffIfStuck(now);
    switch (isStream ? silence.judge(now) : Silence.Verdict.NONE) {
      case NONE -> {}
      case LONG -> submit(new Command.Tell(caller, new Event.Ping("recado")));
      case UNANSWERED -> sendAway(Reason.IDLE);
    }
    if (!outlet.isSignedOn() && silence.isListening() && now - askedSince > loginNanos) {
      sendAway(Reason.LOGIN_TIME);
    }
  }

  /** Once is enough. */
  private void sendAway(Reason reason) {
    if (!overdue) {
      overdue = true;
      dismissFor(reason);
    }
  }

  private void take(Request request) throws InterruptedException {
    boolean mayOvertakeBacklog = request instanceof Request.Ack || request instanceof Request.Pong;
    if (isStream && !mayOvertakeBacklog && backlogSent.getCount() > 0) {
      submitGathered();
      backlogSent.await(); // answers keep the order of commands, and the backlog is LOGIN's answer
    }
    switch (request) {
      case Request.WithSecret withSecret -> {
        submitGathered();
        secretRequests.take(withSecret);
        askedSince = System.nanoTime(); // who tries has the whole time again
      }
      case Request.ForList _ -> {
        submitGathered();
        underWay.askForList(caller, request);
      }
      case Request.InSession _, Request.AtAnyTime _ -> {
        boolean isEnough = underWay.gather(request);
        if (isEnough || request instanceof Request.Quit || !decoder.hasNext()) {
          submitGathered();
        }
      }
    }
    quitting = request instanceof Request.Quit;
  }

  private void submitGathered() throws InterruptedException {
    underWay.submitGathered(caller);
  }

  private Runnable beginBacklog() {
    CountDownLatch sent = new CountDownLatch(1);
    backlogSent = sent;
    if (line.isClosed()) {
      sent.countDown(); // closeLine() may have met the former one
    }
    return () -> {
      if (!outlet.isSignedOn() && !line.isClosed()) {
        count(Reason.CREDENTIALS);
      }
      sent.countDown();
    };
  }

  private void submit(Command command) {
    services.postOffice().submit(command);
  }

  /** The peer does not take what it is sent: the socket is closed at once. */
  private void cutOffIfStuck(long now) {
    if (outlet.isStuckFor(WRITE_PATIENCE) || isEndStuck(now)) {
      count(Reason.SLOW);
      LOG.debug("{} disconnected: slow", address);
      closeLine();
    }
  }

  private boolean isEndStuck(long now) {
    return endSince != 0 && now - endSince > WRITE_PATIENCE.toNanos();
  }

  /** Waits until it has ended by itself, then ends it by force. */
  void awaitEnd(Duration patience) throws InterruptedException {
    outlet.awaitClosed(patience);
    closeLine();
  }

  /** Ends a read or write that waits, too. */
  private void closeLine() {
    line.close();
    backlogSent.countDown();
    underWay.giveUp();
    ended.run();
  }
}
