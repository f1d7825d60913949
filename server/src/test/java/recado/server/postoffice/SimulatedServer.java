package recado.server.postoffice;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import recado.protocol.Event;
import recado.server.store.AccountStore;
import recado.server.store.GroupStore;
import recado.server.store.Journal;
import recado.server.store.MessageLog;
import recado.server.store.StoredAccount;
import recado.server.store.files.CsvAccountStore;
import recado.server.store.files.Disk;
import recado.server.store.files.FileJournal;
import recado.server.store.files.JsonGroupStore;

/** One life of the server, from its start to its death. */
final class SimulatedServer {
  private final SimulatedBackground background = new SimulatedBackground();
  private final SimulatedJournal journal;
  private final AccountStore accounts;
  private final PostOffice office;
  private boolean stopped;

  /** What a server stands on. */
  record Ground(
      Disk disk,
      SimulatedBook book,
      InstantSource clock,
      BooleanSupplier wantsSnapshot,
      SimulationBug bug) {}

  SimulatedServer(Ground ground) throws IOException {
    Disk disk = ground.bug().disk(ground.disk());
    GroupStore groups = new JsonGroupStore(disk);
    Journal real = ground.bug().journal(new FileJournal(disk, groups, background));
    journal = new SimulatedJournal(real, ground.book(), ground.wantsSnapshot());
    accounts = noting(new CsvAccountStore(disk), ground.book());
    office =
        PostOffice.open(
            new PostOffice.Ports(journal, accounts, MessageLog.NONE, ground.clock()),
            Quotas.DEFAULT);
  }

  private static AccountStore noting(AccountStore store, SimulatedBook book) {
    return new AccountStore() {
      @Override
      public List<StoredAccount> load() throws IOException {
        List<StoredAccount> loaded = store.load();
        book.restoreAccounts(loaded);
        return loaded;
      }

      @Override
      public void put(StoredAccount account) {
        store.put(account);
      }

      @Override
      public void commit() throws IOException {
        store.commit();
      }

      @Override
      public void confirm() {
        store.confirm();
      }

      @Override
      public void takeBack() throws IOException {
        store.takeBack();
      }

      @Override
      public boolean isUpToDate() {
        return store.isUpToDate();
      }

      @Override
      public void close() throws IOException {
        store.close();
      }
    };
  }

  void submit(Command command) {
    office.submit(command);
  }

  /** The post office decides what is there. */
  void work() {
    try {
      office.runOnce(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void workInBackground() {
    background.runOne();
  }

  void read(long[] ids, Consumer<Event.Entry> reader) throws IOException {
    journal.read(ids, reader);
  }

  State state() {
    return journal.state();
  }

  boolean isStopped() {
    return stopped;
  }

  /** Stops in order. */
  void stop() throws IOException {
    submit(new Command.Stop());
    work();
    stopped = true;
    journal.close();
    accounts.close();
  }
}
