package recado.server.bench;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import recado.protocol.UserName;
import recado.server.postoffice.Command;
import recado.server.postoffice.PostOffice;
import recado.server.postoffice.Quotas;
import recado.server.store.InMemoryAccountStore;
import recado.server.store.MessageLog;
import recado.server.store.SampleRecords;
import recado.server.store.StoredAccount;

/**
 * A post office on a thread of its own, and people who are online. What they ask comes from the
 * benchmark's thread, which then waits until all is decided.
 */
final class Town {
  private final PostOffice office;
  private final Thread officeThread;
  private final Thread asking = Thread.currentThread();
  private final List<Resident> residents = new ArrayList<>();
  private final AtomicInteger undecided = new AtomicInteger();

  Town(int count) throws IOException {
    Map<UserName, StoredAccount> accounts = new HashMap<>();
    for (int i = 0; i < count; i++) {
      UserName name = new UserName("user" + i);
      accounts.put(name, SampleRecords.account(name, i));
      residents.add(new Resident(this, name));
    }
    office =
        PostOffice.open(
            new PostOffice.Ports(
                new ForgetfulJournal(),
                new InMemoryAccountStore(accounts, () -> {}),
                MessageLog.NONE,
                InstantSource.system()),
            Quotas.DEFAULT);
    officeThread = Thread.ofPlatform().name("post-office").start(office::run);
    residents.forEach(Resident::login);
    awaitDecisions();
  }

  List<Resident> residents() {
    return residents;
  }

  /** Hands it to the post office; so many decisions will come of it. */
  void submit(Command command, int decisions) {
    undecided.addAndGet(decisions);
    office.submit(command);
  }

  /** Called by the post office's thread. */
  void decided(int decisions) {
    if (undecided.addAndGet(-decisions) == 0) {
      LockSupport.unpark(asking);
    }
  }

  void awaitDecisions() {
    while (undecided.get() > 0) {
      LockSupport.park(this);
    }
  }

  void close() throws InterruptedException {
    office.submit(new Command.Stop());
    officeThread.join();
  }
}
