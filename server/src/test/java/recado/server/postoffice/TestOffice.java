package recado.server.postoffice;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import recado.protocol.DeviceName;
import recado.protocol.Secret;
import recado.protocol.UserName;
import recado.server.store.InMemoryAccountStore;
import recado.server.store.InMemoryJournal;
import recado.server.store.MessageLog;
import recado.server.store.SampleRecords;
import recado.server.store.StoredAccount;
import recado.server.store.TokenHash;

/**
 * A post office with stores in memory, in which Ana, Bruno and Carla have accounts. It runs on the
 * test's own thread, whenever somebody listens: what was said since then is one batch.
 */
final class TestOffice implements AutoCloseable {
  /** What outlives the office. */
  record Stores(InMemoryJournal.Paper paper, Map<UserName, StoredAccount> accounts) {
    static Stores ofAnaBrunoAndCarla() {
      Map<UserName, StoredAccount> accounts = new HashMap<>();
      for (UserName name :
          new UserName[] {SampleRecords.ANA, SampleRecords.BRUNO, SampleRecords.CARLA}) {
        accounts.put(name, SampleRecords.account(name, accounts.size() + 1));
      }
      return new Stores(new InMemoryJournal.Paper(), accounts);
    }

    /** As a crash at this instant would leave it. */
    Stores copy() {
      return new Stores(paper.copy(), new HashMap<>(accounts));
    }
  }

  private final InMemoryJournal journal;
  private final PostOffice office;
  private long submitted;
  private int cids;

  TestOffice(Stores stores, TestClock clock) throws IOException {
    this(stores, clock, () -> {});
  }

  /** An office whose stores do this when they make something safe. */
  TestOffice(Stores stores, TestClock clock, InMemoryJournal.Sync sync) throws IOException {
    this(stores, clock, sync, Quotas.DEFAULT);
  }

  TestOffice(Stores stores, TestClock clock, InMemoryJournal.Sync sync, Quotas quotas)
      throws IOException {
    journal = new InMemoryJournal(stores.paper(), sync);
    InMemoryAccountStore accounts = new InMemoryAccountStore(stores.accounts(), sync);
    office =
        PostOffice.open(new PostOffice.Ports(journal, accounts, MessageLog.NONE, clock), quotas);
  }

  InMemoryJournal journal() {
    return journal;
  }

  /** A cid that nobody has used yet. */
  String newCid() {
    cids++;
    return "new-" + cids;
  }

  void submit(Command command) {
    submitted++;
    office.submit(command);
  }

  /** A login that has been answered, its backlog included. */
  Phone login(String user, String device) {
    Phone phone = new Phone(this);
    submit(login(phone, user, device, () -> {}));
    settle();
    return phone;
  }

  /** A login whose answers do not matter. */
  Phone online(String user, String device) {
    Phone phone = login(user, device);
    phone.hears();
    return phone;
  }

  static Command.Login login(Phone phone, String user, String device, Runnable settled) {
    Command.NewToken token = new Command.NewToken(Secret.of("t0k3n"), TokenHash.of("t0k3n"));
    return new Command.Login(
        phone.caller,
        new UserName(user),
        new DeviceName(device),
        SampleRecords.PASSWORD,
        token,
        settled);
  }

  static Command.Resume resume(Phone phone, String user, String device, Runnable settled) {
    return new Command.Resume(
        phone.caller, new UserName(user), new DeviceName(device), TokenHash.of("t0k3n"), settled);
  }

  /** Decides everything that was submitted, and what was submitted because of that. */
  void settle() {
    long before;
    do {
      before = submitted;
      CompletableFuture<Command.OnFile> last = new CompletableFuture<>();
      office.submit(new Command.FindPassword(new Phone(this).caller, null, null, last));
      while (!last.isDone()) {
        runOnce();
      }
    } while (submitted != before); // a piece of a backlog asks for the next
  }

  private void runOnce() {
    try {
      office.runOnce(Duration.ZERO, Duration.ZERO);
    } catch (InterruptedException e) {
      throw new AssertionError("the test's time is over", e);
    }
  }

  /** Stops in order: the journal takes a snapshot. */
  @Override
  public void close() {
    office.submit(new Command.Stop());
    office.run();
  }
}
