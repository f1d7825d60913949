package recado.server.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.EndlessLineException;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.Limits;
import recado.protocol.ProtocolException;
import recado.protocol.Request;
import recado.protocol.Secret;
import recado.protocol.UserName;
import recado.server.auth.Passwords;
import recado.server.dialect.Dialect;
import recado.server.postoffice.Caller;
import recado.server.postoffice.Command;
import recado.server.postoffice.PostOffice;
import recado.server.store.Journal;
import recado.server.store.TokenHash;

/**
 * One connection. Its reading thread (virtual) runs {@link #run}: it reads requests, does the slow
 * work that passwords need, hands everything to the post office and reads on. The post office's
 * thread calls the {@link Outlet} methods.
 */
final class Session implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /** So many requests of one connection may be under way. */
  private static final int MAX_UNDER_WAY = 256;

  private static final int MAX_GATHERED = 64;

  /** Goes with what the post office will refuse anyway: no work is done for it. */
  private static final String NO_HASH = "";

  private final Socket socket;
  private final Services services;
  private final Runnable ended;
  private final Dialect.Decoder decoder;
  private final SessionOutlet outlet;
  private final Caller caller;
  private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);

  /** Requests that came together, to be handed in together. The reader's. */
  private final List<Request> gathered = new ArrayList<>();

  /** Open while a login's backlog is under way: commands other than ACK wait for its end. */
  private volatile CountDownLatch backlogSent = new CountDownLatch(0);

  private boolean quitting;

  private final Silence silence = new Silence(System.nanoTime());

  /** What all sessions of a listener share. */
  record Services(
      PostOffice postOffice,
      Journal journal,
      Passwords passwords,
      Dialect dialect,
      BacklogReaders backlogReaders,
      Buffers buffers,
      Event greeting) {}

  /**
   * A session on a connected socket, which it closes in the end.
   *
   * @throws IOException if the socket is closed already
   */
  Session(Socket socket, Services services, Consumer<Session> ended) throws IOException {
    this.socket = socket;
    this.services = services;
    this.ended = () -> ended.accept(this);
    socket.setTcpNoDelay(true);
    decoder = services.dialect().decoder(socket.getInputStream());
    outlet = new SessionOutlet(socket, services, this::submitDrained, this::closeSocket, underWay);
    caller = new Caller(outlet);
  }

  private void submitDrained() {
    submit(new Command.Drained(caller));
  }

  @Override
  public void run() {
    submit(new Command.Connect(caller, services.greeting()));
    try {
      while (!quitting && readOne()) {
        if (gathered.isEmpty()) {
          outlet.awaitRoom();
        }
      }
    } catch (EndlessLineException e) {
      LOG.info("{} disconnected: {}", socket.getRemoteSocketAddress(), e.getMessage());
      dismiss("flood");
    } catch (IOException e) {
      LOG.debug("{} is gone: {}", socket.getRemoteSocketAddress(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("a session failed; its connection is closed", e);
      dismiss("the server made a mistake");
    } finally {
      submit(new Command.HangUp(caller));
    }
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
        backlogSent.await(); // a peer that has said its last word may listen still
        return false;
      }
      take(request);
    } catch (ProtocolException e) {
      LOG.debug("{}: {}", socket.getRemoteSocketAddress(), e.message());
      submitGathered();
      backlogSent.await();
      submit(new Command.Refuse(caller, e.toEvent()));
    }
    return true;
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
  void inspect(Duration writePatience, long now) {
    cutOffIfStuck(writePatience);
    switch (silence.judge(now)) {
      case NONE -> {}
      case LONG -> submit(new Command.Tell(caller, new Event.Ping("recado")));
      case UNANSWERED -> {
        LOG.info("{} disconnected: idle", socket.getRemoteSocketAddress());
        submit(new Command.Dismiss(caller, "idle"));
      }
    }
  }

  private void take(Request request) throws InterruptedException {
    boolean mayOvertakeBacklog = request instanceof Request.Ack || request instanceof Request.Pong;
    if (!mayOvertakeBacklog && backlogSent.getCount() > 0) {
      submitGathered();
      backlogSent.await(); // answers keep the order of commands, and the backlog is LOGIN's answer
    }
    switch (request) {
      case Request.WithSecret withSecret -> {
        submitGathered();
        takeSecret(withSecret);
      }
      case Request.ForList _ -> {
        submitGathered();
        askForList(request);
      }
      case Request.InSession _, Request.AtAnyTime _ -> {
        gathered.add(request);
        boolean isLast = request instanceof Request.Quit || !decoder.hasNext();
        if (isLast || gathered.size() == MAX_GATHERED) {
          submitGathered();
        }
      }
    }
    quitting = request instanceof Request.Quit;
  }

  private void takeSecret(Request.WithSecret request) throws InterruptedException {
    switch (request) {
      case Request.Register register -> register(register);
      case Request.Login login -> login(login);
      case Request.Resume resume -> resume(resume);
      case Request.Password password -> changePassword(password);
    }
  }

  /** Lets a bounded number of requests be under way at once. */
  private void submitGathered() throws InterruptedException {
    if (!gathered.isEmpty()) {
      underWay.acquire(gathered.size());
      submit(new Command.AskAll(caller, List.copyOf(gathered)));
      gathered.clear();
    }
  }

  /**
   * A request that is answered with a list, which can be long, is under way alone: its answer is in
   * the outbox before the next is taken.
   */
  private void askForList(Request request) throws InterruptedException {
    underWay.acquire(MAX_UNDER_WAY);
    submit(new Command.Ask(caller, request));
    underWay.acquire(); // its answer is out
    underWay.release(MAX_UNDER_WAY);
  }

  private void register(Request.Register register) throws InterruptedException {
    if (isTooShort(register.secret(), "REGISTER", register.user().toString())) {
      return;
    }
    Command.OnFile onFile = lookUp(register.user());
    boolean hopeless = onFile.loggedIn() || onFile.password() != null;
    String hash = hopeless ? NO_HASH : services.passwords().hash(register.secret());
    submit(new Command.Register(caller, register.user(), hash));
  }

  private void changePassword(Request.Password change) throws InterruptedException {
    if (isTooShort(change.secret(), "PASSWORD", null)) {
      return;
    }
    boolean hopeless = !lookUp(null).loggedIn();
    String hash = hopeless ? NO_HASH : services.passwords().hash(change.secret());
    submit(new Command.ChangePassword(caller, hash, newToken()));
  }

  private boolean isTooShort(Secret password, String verb, @Nullable String detail) {
    int length = password.reveal().codePointCount(0, password.reveal().length());
    if (length >= Limits.MIN_PASSWORD_CHARS) {
      return false;
    }
    String message = "a password has at least " + Limits.MIN_PASSWORD_CHARS + " characters";
    submit(
        new Command.Refuse(
            caller,
            new ProtocolException(verb, ErrorCode.WEAK_PASSWORD, detail, message).toEvent()));
    return true;
  }

  private void login(Request.Login login) throws InterruptedException {
    Command.OnFile onFile = lookUp(login.user());
    boolean matches =
        !onFile.loggedIn() && services.passwords().matches(onFile.password(), login.secret());
    String checked = matches ? onFile.password() : null;
    submit(
        new Command.Login(
            caller, login.user(), login.device(), checked, newToken(), beginBacklog()));
  }

  private Command.OnFile lookUp(@Nullable UserName user) throws InterruptedException {
    CompletableFuture<Command.OnFile> answer = new CompletableFuture<>();
    submit(new Command.FindPassword(caller, user, answer));
    try {
      while (!socket.isClosed()) {
        try {
          return answer.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException expected) {
          // the post office is busy, or has ended: then the socket will be closed
        }
      }
      return new Command.OnFile(false, null);
    } catch (ExecutionException e) {
      throw new IllegalStateException("looking up a password failed", e.getCause());
    }
  }

  private void resume(Request.Resume resume) {
    TokenHash hash = TokenHash.of(resume.secret().reveal());
    submit(new Command.Resume(caller, resume.user(), resume.device(), hash, beginBacklog()));
  }

  private Runnable beginBacklog() {
    CountDownLatch sent = new CountDownLatch(1);
    backlogSent = sent;
    if (socket.isClosed()) {
      sent.countDown(); // closeSocket() may have met the former one
    }
    return sent::countDown;
  }

  private Command.NewToken newToken() {
    Secret token = services.passwords().newToken();
    return new Command.NewToken(token, TokenHash.of(token.reveal()));
  }

  private void submit(Command command) {
    services.postOffice().submit(command);
  }

  /** The peer does not take what it is sent: the socket is closed at once. */
  private void cutOff() {
    LOG.info("{} disconnected: slow", socket.getRemoteSocketAddress());
    closeSocket();
  }

  /** Closes it if one write has lasted for so long. */
  private void cutOffIfStuck(Duration patience) {
    if (outlet.isStuckFor(patience)) {
      cutOff();
    }
  }

  /** Waits until it has ended by itself, then ends it by force. */
  void awaitEnd(Duration patience) throws InterruptedException {
    outlet.awaitClosed(patience);
    closeSocket();
  }

  /** Ends a read or write that waits, too. */
  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing {} failed", socket.getRemoteSocketAddress(), e);
    }
    backlogSent.countDown();
    underWay.release(2 * MAX_UNDER_WAY); // the reader may wait for answers that never come
    ended.run();
  }
}
