package recado.server.postoffice;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.Event;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.server.store.AccountStore;
import recado.server.store.InvitationStore;
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
  // Together with what one read of a connection holds, these bound the memory of what is under way.
  private static final int INBOX_LENGTH = 4_096;
  private static final int MAX_BATCH = 4_096;
  private static final int MAX_EFFECTS = 1 << 16;
  private static final Duration TICK = Duration.ofMillis(500);

  /**
   * So long a batch in which nobody waits for an answer waits for company. Without that, the
   * acknowledgement of a message that has just been delivered would have a sync of its own, and the
   * next message would wait for it: 450 µs instead of 330 µs from one person to another.
   */
  private static final Duration LINGER = Duration.ofMillis(1);

  private static final Duration BETWEEN_GROUPS_SAVES = Duration.ofSeconds(1);
  private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);
  private static final Duration BETWEEN_TIDYINGS = Duration.ofSeconds(10);

  private final BlockingQueue<Command> inbox = new ArrayBlockingQueue<>(INBOX_LENGTH);
  private final Journal journal;
  private final AccountStore accountStore;
  private final InstantSource clock;
  private final MessageLog messageLog;
  private volatile boolean ended;

  // The rest belongs to the post office's thread.
  private final Effects effects;
  private final List<Command> taken = new ArrayList<>();

  /** What has been decided since the last commit. */
  private final List<Command> batch = new ArrayList<>();

  private int requestsInBatch;

  /** In what has been decided since then, nobody waits for an answer. */
  private boolean canWait = true;

  private final State state;
  private final Ledger ledger;
  private final FrontDesk frontDesk;
  private final Meter meter;
  private long nextCleaning;
  private long nextGroupsSave;
  private long nextTidying;
  private boolean diskFailed;

  private PostOffice(
      Ports ports, State state, long lastId, Effects effects, Admission admission, Meter meter) {
    journal = ports.journal();
    accountStore = ports.accounts();
    messageLog = ports.messageLog();
    clock = ports.clock();
    this.state = state;
    this.effects = effects;
    this.meter = meter;
    nextCleaning = clock.millis() + BETWEEN_CLEANINGS.toMillis();
    ledger = new Ledger(journal, state, lastId);
    Office office = new Office(state, ledger, effects, messageLog, meter);
    frontDesk = new FrontDesk(office, accountStore, admission);
  }

  /** What a post office needs of the world. */
  public record Ports(
      Journal journal, AccountStore accounts, MessageLog messageLog, InstantSource clock) {}

  /**
   * What else it goes by.
   *
   * @param registration who may make an account by themselves
   * @param meter is told what it does
   */
  public record Rules(Registration registration, InvitationStore invitations, Meter meter) {}

  /**
   * Opens with all that the stores have.
   *
   * @throws IOException if they cannot be read or trusted
   */
  public static PostOffice open(Ports ports, Quotas quotas) throws IOException {
    return open(ports, quotas, new Rules(Registration.OPEN, InvitationStore.NONE, Meter.NONE));
  }

  /**
   * The same with more to go by.
   *
   * @throws IOException if the stores cannot be read or trusted
   */
  public static PostOffice open(Ports ports, Quotas quotas, Rules rules) throws IOException {
    Effects effects = new Effects();
    State state = new State(ports.journal(), effects, quotas);
    List<StoredAccount> stored = ports.accounts().load();
    stored.forEach(state.accounts::restore);
    long lastId = ports.journal().recover(state);
    bringUpToDate(ports.accounts(), stored, state);
    state.recovered(lastId);
    Admission admission = new Admission(rules.registration(), rules.invitations(), state.accounts);
    PostOffice office = new PostOffice(ports, state, lastId, effects, admission, rules.meter());
    Recollection.remind(state, ports.messageLog());
    return office;
  }

  /** The journal may know a newer password, if the server ended right after it was changed. */
  private static void bringUpToDate(AccountStore store, List<StoredAccount> stored, State state) {
    for (StoredAccount account : stored) {
      Account known = state.accounts.find(account.name());
      if (known != null && !known.password.equals(account.password())) {
        store.put(known.toStored());
      }
    }
    store.confirm();
  }

  /**
   * What it has opened with. Belongs to the post office's thread, or to who opened it until then.
   */
  public Inventory inventory() {
    return Inventory.of(state, ledger.nextId() - 1);
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
      while (!frontDesk.stopped()) {
        runOnce(TICK, LINGER);
      }
    } catch (InterruptedException e) {
      LOG.error("the post office was interrupted and ends", e);
    } finally {
      ended = true;
      inbox.clear();
    }
  }

  /**
   * Decides what is queued, after waiting for so long that there be something; while it is nothing
   * but what can wait, also what comes in the next {@code linger}.
   */
  void runOnce(Duration patience, Duration linger) throws InterruptedException {
    Command first = inbox.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    long deadline = first == null ? 0 : System.nanoTime() + linger.toNanos();
    while (first != null) {
      decideWith(first);
      long left = deadline - System.nanoTime();
      first = canWait && left > 0 ? inbox.poll(left, TimeUnit.NANOSECONDS) : null;
    }
    if (!batch.isEmpty()) {
      finishBatch();
    }
    doChores();
  }

  /** Decides this command and what is queued behind it. */
  private void decideWith(Command first) {
    taken.add(first);
    inbox.drainTo(taken, MAX_BATCH - 1);
    ledger.setNow(clock.millis());
    for (Command command : taken) {
      decide(command);
    }
    taken.clear();
  }

  private void decide(Command command) {
    batch.add(command);
    if (command instanceof Command.AskAll(Caller caller, List<Request> requests)) {
      for (Request request : requests) {
        canWait &= canWait(request);
        decideOrRefuse(new Command.Ask(caller, request));
      }
      requestsInBatch += requests.size();
    } else {
      canWait = false;
      decideOrRefuse(command);
      requestsInBatch++;
    }
    if (effects.count() >= MAX_EFFECTS || requestsInBatch >= MAX_BATCH) {
      finishBatch();
    }
  }

  /** Whether nobody waits for an answer. */
  private static boolean canWait(Request request) {
    return request instanceof Request.Ack || request instanceof Request.Read;
  }

  private void finishBatch() {
    if (diskFailed) {
      effects.release();
    } else {
      commit();
    }
    tellDecided();
    batch.clear();
    requestsInBatch = 0;
    canWait = true;
  }

  /** Tells each connection how many of its requests have been decided. */
  private void tellDecided() {
    for (Command command : batch) {
      if (command instanceof Command.Ask(Caller caller, var _)) {
        caller.outlet.decided(1);
      } else if (command instanceof Command.AskAll(Caller caller, List<Request> requests)) {
        caller.outlet.decided(requests.size());
      }
    }
  }

  /** Makes safe what was decided, then lets its effects out. */
  private void commit() {
    try {
      accountStore.commit();
    } catch (IOException e) {
      fail(e);
      return;
    }
    int requests = requestsInBatch;
    long decided = System.nanoTime();
    journal.commit(
        new Journal.Outcome() {
          @Override
          public void safe() {
            if (requests > 0) {
              meter.committed(requests, System.nanoTime() - decided);
            }
            accountStore.confirm();
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
    meter.failed();
    effects.drop();
    try {
      accountStore.takeBack();
    } catch (IOException e) {
      LOG.warn("accounts that were refused could not be taken back", e);
    }
    for (Command command : batch) {
      if (command instanceof Command.AskAll(Caller caller, List<Request> requests)) {
        for (Request request : requests) {
          frontDesk.refuseUnavailable(new Command.Ask(caller, request));
        }
      } else {
        frontDesk.refuseUnavailable(command);
      }
    }
    effects.release();
  }

  private void decideOrRefuse(Command command) {
    Caller caller = command.caller();
    if (diskFailed) {
      frontDesk.refuseUnavailable(command);
      return;
    }
    if (caller != null && caller.gone && !(command instanceof Command.HangUp)) {
      frontDesk.abandon(command);
      return;
    }
    try {
      frontDesk.decide(command);
    } catch (Refusal refusal) {
      if (caller != null) {
        effects.tell(caller, Answers.refuse(command, refusal));
      }
      frontDesk.settleLogin(command);
    } catch (RuntimeException e) {
      LOG.error("deciding a command failed; its connection is closed", e);
      if (caller != null) {
        effects.tell(caller, new Event.Bye(Text.of("the server made a mistake")));
        effects.close(caller);
      }
      frontDesk.settleLogin(command);
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
      frontDesk.forgetUnusedDevices();
      state.forgetOld(now);
      commit();
    }
    boolean tidyingDue = now >= nextTidying;
    if (tidyingDue) {
      nextTidying = now + BETWEEN_TIDYINGS.toMillis();
    }
    boolean snapshotDue =
        journal.wantsSnapshot()
            || frontDesk.stopped()
            || (tidyingDue && journal.hasNeedlessFiles());
    if (!diskFailed && snapshotDue && accountStore.bringUpToDate()) {
      journal.snapshot(state.groups.snapshot(), SnapshotWriter.write(state));
    } else if (state.groups.hasChanged() && now >= nextGroupsSave) {
      nextGroupsSave = now + BETWEEN_GROUPS_SAVES.toMillis();
      journal.saveGroups(state.groups.snapshot());
    }
  }
}
