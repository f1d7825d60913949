package recado.server.simulation;

import java.io.IOException;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import recado.protocol.Event;
import recado.server.postoffice.Command;
import recado.server.postoffice.PostOffice;
import recado.server.postoffice.Quotas;
import recado.server.postoffice.Replica;
import recado.server.store.AccountStore;
import recado.server.store.GroupStore;
import recado.server.store.Journal;
import recado.server.store.MessageLog;
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

  /** What a server stands on. */
  record Ground(
      Disk disk,
      SimulatedBook book,
      InstantSource clock,
      BooleanSupplier wantsSnapshot,
      Quotas quotas,
      SimulationBug bug) {}

  SimulatedServer(Ground ground) throws IOException {
    Disk disk = ground.bug().disk(ground.disk());
    GroupStore groups = new JsonGroupStore(disk);
    Journal real = ground.bug().journal(new FileJournal(disk, groups, background));
    journal = new SimulatedJournal(real, ground.book(), ground.wantsSnapshot());
    accounts = new CsvAccountStore(disk);
    office =
        PostOffice.open(
            new PostOffice.Ports(journal, accounts, MessageLog.NONE, ground.clock()),
            ground.quotas());
  }

  void submit(Command command) {
    office.submit(command);
  }

  /** The post office decides what is there. */
  void work() {
    Replica.letWork(office);
  }

  void workInBackground() {
    background.runOne();
  }

  void read(long[] ids, Consumer<Event.Entry> reader) throws IOException {
    journal.read(ids, reader);
  }

  Replica state() {
    return journal.state();
  }

  /** Stops in order. */
  void stop() throws IOException {
    submit(new Command.Stop());
    work();
    journal.close();
    accounts.close();
  }
}
