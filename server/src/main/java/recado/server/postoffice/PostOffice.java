package recado.server.postoffice;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.server.store.AccountStore;
import recado.server.store.Journal;
import recado.server.store.MessageLog;
import recado.server.store.StoredAccount;

/**
 * The one thread that decides.
 *
 * <p>It takes all commands that are queued, decides them in order, lets the journal make the batch
 * safe with one sync, and only then lets the effects out. Whoever {@link #submit}s goes on without
 * waiting; a full queue makes them wait, and that is the back pressure.
 */
public final class PostOffice {
  private static final Logger LOG = LoggerFactory.getLogger(PostOffice.class);
  private static final int INBOX_LENGTH = 16_384;
  private static final int MAX_BATCH = 4_096;
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

  private final BlockingQueue<Command> inbox = new ArrayBlockingQueue<>(INBOX_LENGTH);
  private final Journal journal;
  private final AccountStore accountStore;
  private final InstantSource clock;
  private final MessageLog messageLog;
  private volatile boolean ended;

  // The rest belongs to the post office's thread.
  private final Effects effects;
  private final Set<Caller> connected = new HashSet<>();
  private final List<Command> batch = new ArrayList<>();
  private final State state;
  private final Ledger ledger;
  private final SessionDesk sessions;
  private final MessageDesk messages;
  private final GroupDesk groups;
  private final DirectoryDesk directory;
  private long nextCleaning;
  private boolean diskFailed;
  private @Nullable Runnable stopped;

  private PostOffice(Ports ports, State state, long lastId, Effects effects) {
    journal = ports.journal();
    accountStore = ports.accounts();
    messageLog = ports.messageLog();
    clock = ports.clock();
    this.state = state;
    this.effects = effects;
    ledger = new Ledger(journal, state, lastId);
    Office office = new Office(state, ledger, effects, messageLog);
    sessions = new SessionDesk(office, accountStore);
    messages = new MessageDesk(office);
    groups = new GroupDesk(office);
    directory = new DirectoryDesk(office);
  }

  /** What a post office needs of the world. */
  public record Ports(
      Journal journal, AccountStore accounts, MessageLog messageLog, InstantSource clock) {}

  /**
   * Opens with all that the stores have.
   *
   * @throws IOException if they cannot be read or trusted
   */
  public static PostOffice open(Ports ports) throws IOException {
    Effects effects = new Effects();
    State state = new State(ports.journal(), effects);
    for (StoredAccount account : ports.accounts().load()) {
      state.accounts.restore(account);
    }
    long lastId = ports.journal().recover(state);
    PostOffice office = new PostOffice(ports, state, lastId, effects);
    Recollection.remind(state, ports.messageLog());
    return office;
  }

  /** Hands in a command, waiting while too many are queued. Any thread may. */
  public void submit(Command command) {
    boolean interrupted = false;
    while (!ended) {
      try {
        if (inbox.offer(command, TICK.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true; // what was asked must still be decided
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Decides until it is stopped; the body of the post office's thread. */
  public void run() {
    try {
      while (stopped == null) {
        Command first = inbox.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          inbox.drainTo(batch, MAX_BATCH - 1);
        }
        decideBatch();
        doChores();
      }
    } catch (InterruptedException e) {
      LOG.error("the post office was interrupted and ends", e);
    } finally {
      ended = true;
      inbox.clear();
      if (stopped != null) {
        stopped.run();
      }
    }
  }

  private void decideBatch() {
    if (batch.isEmpty()) {
      return;
    }
    ledger.setNow(clock.millis());
    for (Command command : batch) {
      decideOrRefuse(command);
    }
    commit();
    batch.clear();
  }

  /** Makes safe what was decided, then lets its effects out. */
  private void commit() {
    try {
      accountStore.commit();
    } catch (IOException e) {
      fail(e);
      return;
    }
    journal.commit(
        new Journal.Outcome() {
          @Override
          public void safe() {
            effects.release();
          }

          @Override
          public void failed(IOException cause) {
            fail(cause);
          }
        });
  }

  /**
   * What is on the disk is unknown: nothing of this batch, and nothing from now on, is promised.
   */
  private void fail(IOException cause) {
    LOG.error(
        "writing to the data folder failed: nothing more is accepted. Make room or mend the disk,"
            + " then restart; everything acknowledged so far is kept",
        cause);
    diskFailed = true;
    effects.drop();
    for (Command command : batch) {
      refuseUnavailable(command);
    }
    effects.release();
  }

  private void refuseUnavailable(Command command) {
    switch (command) {
      case Command.Ask(Caller caller, Request.Quit _) -> {
        effects.tell(caller, new Event.Bye(Text.of("goodbye")));
        effects.close(caller);
      }
      case Command.HangUp(Caller caller) -> {
        connected.remove(caller);
        effects.close(caller);
      }
      case Command.Stop(Runnable whenStopped) -> stop(whenStopped);
      case Command.FindPassword find -> find.answer().complete(new Command.OnFile(false, null));
      case Command.Drained _ -> {}
      case Command.Login login -> {
        effects.tell(login.caller(), Answers.unavailable(login));
        effects.then(login.settled());
      }
      case Command.Resume resume -> {
        effects.tell(resume.caller(), Answers.unavailable(resume));
        effects.then(resume.settled());
      }
      case Command.Connect(Caller caller, Event greeting) -> {
        connected.add(caller);
        effects.tell(caller, greeting);
      }
      case Command.Tell(Caller caller, Event event) -> effects.tell(caller, event);
      case Command.Refuse(Caller caller, Event.Err error) -> effects.tell(caller, error);
      case Command.Ask(Caller caller, Request.Ping(String token)) ->
          effects.tell(caller, new Event.Pong(token));
      case Command.Dismiss(Caller caller, String _) -> effects.close(caller);
      case Command.Ask(Caller caller, Request _) ->
          effects.tell(caller, Answers.unavailable(command));
      case Command.Register(Caller caller, var _, var _) ->
          effects.tell(caller, Answers.unavailable(command));
      case Command.ChangePassword(Caller caller, var _, var _) ->
          effects.tell(caller, Answers.unavailable(command));
    }
  }

  private void decideOrRefuse(Command command) {
    Caller caller = command.caller();
    if (diskFailed) {
      refuseUnavailable(command);
      return;
    }
    try {
      decide(command);
    } catch (Refusal refusal) {
      if (caller != null) {
        effects.tell(caller, Answers.refuse(command, refusal));
      }
      settleLogin(command);
    } catch (RuntimeException e) {
      LOG.error("deciding a command failed; its connection is closed", e);
      if (caller != null) {
        effects.tell(caller, new Event.Bye(Text.of("the server made a mistake")));
        effects.close(caller);
      }
      settleLogin(command);
    }
  }

  /** A login that has failed is over: the connection's next command may be taken. */
  private void settleLogin(Command command) {
    if (command instanceof Command.Login login) {
      effects.then(login.settled());
    } else if (command instanceof Command.Resume resume) {
      effects.then(resume.settled());
    }
  }

  private void decide(Command command) throws Refusal {
    switch (command) {
      case Command.Ask(Caller caller, Request request) -> serve(caller, request);
      case Command.Drained(Caller caller) -> sessions.drained(caller);
      case Command.Connect(Caller caller, Event greeting) -> {
        connected.add(caller);
        effects.tell(caller, greeting);
      }
      case Command.HangUp(Caller caller) -> {
        connected.remove(caller);
        sessions.detach(caller);
        effects.close(caller);
      }
      case Command.Refuse(Caller caller, Event.Err error) -> effects.tell(caller, error);
      case Command.Tell(Caller caller, Event event) -> effects.tell(caller, event);
      case Command.Dismiss(Caller caller, String why) -> sessions.end(caller, why);
      case Command.FindPassword find -> sessions.findPassword(find);
      case Command.Register register -> sessions.register(register);
      case Command.Login login -> sessions.login(login);
      case Command.Resume resume -> sessions.resume(resume);
      case Command.ChangePassword change -> {
        Session session = session(change.caller());
        sessions.changePassword(change.caller(), session.account(), session.device(), change);
      }
      case Command.Stop(Runnable whenStopped) -> {
        for (Caller caller : List.copyOf(connected)) {
          sessions.end(caller, "shutdown");
        }
        stopped = whenStopped;
      }
    }
  }

  /** Stops although the disk has failed: nothing is recorded any more. */
  private void stop(Runnable whenStopped) {
    for (Caller caller : connected) {
      effects.tell(caller, new Event.Bye(Text.of("shutdown")));
      effects.close(caller);
    }
    stopped = whenStopped;
  }

  private record Session(Account account, Device device) {}

  private static Session session(Caller caller) throws Refusal {
    if (caller.account == null || caller.device == null) {
      throw new Refusal(ErrorCode.NOT_LOGGED_IN, null, "log in first");
    }
    return new Session(caller.account, caller.device);
  }

  private void serve(Caller caller, Request request) throws Refusal {
    if (caller.gone) {
      return; // its last commands were under way when it was ended
    }
    switch (request) {
      case Request.Ping(String token) -> effects.tell(caller, new Event.Pong(token));
      case Request.Pong _ -> {} // having been read was its purpose
      case Request.Quit _ -> sessions.end(caller, "goodbye");
      case Request.InSession inSession -> {
        Session session = session(caller);
        serve(caller, session.account(), session.device(), inSession);
      }
      case Request.WithSecret _ ->
          throw new IllegalArgumentException("needs work before it can be decided");
    }
  }

  private void serve(Caller caller, Account account, Device device, Request.InSession request)
      throws Refusal {
    switch (request) {
      case Request.Send send -> messages.send(caller, account, device, send);
      case Request.Ack ack -> messages.acknowledge(account, device, ack);
      case Request.Read read -> messages.read(account, device, read);
      case Request.Typing typing -> messages.typing(account, typing);
      case Request.Info info -> messages.info(caller, account, info);
      case Request.Who who -> directory.who(caller, who);
      case Request.Watch watch -> directory.watch(caller, watch);
      case Request.Unwatch unwatch -> directory.unwatch(caller, unwatch);
      case Request.Block(var user) -> directory.block(caller, account, user);
      case Request.Unblock(var user) -> directory.unblock(caller, account, user);
      case Request.Blocks _ -> directory.blocks(caller, account);
      case Request.Groups _ -> groups.list(caller, account);
      case Request.OfGroup ofGroup -> groups.serve(caller, account, ofGroup);
    }
  }

  /** Between batches: what nobody waits for. */
  private void doChores() {
    if (diskFailed) {
      return;
    }
    long now = clock.millis();
    if (now >= nextCleaning) {
      nextCleaning = now + BETWEEN_CLEANINGS.toMillis();
      ledger.setNow(now);
      sessions.forgetUnusedDevices();
      commit();
    }
    if (!diskFailed && (journal.wantsSnapshot() || stopped != null)) {
      journal.snapshot(state.groups.snapshot(), state.snapshot());
    } else if (state.groups.hasChanged()) {
      journal.saveGroups(state.groups.snapshot());
    }
  }
}
