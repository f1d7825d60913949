package recado.server.postoffice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import recado.protocol.Event;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredAccount;
import recado.server.store.StoredGroup;

/**
 * Every record that was ever written and not lost, and the state that applying all of them gives:
 * what a server has after a restart must be that, however much of it came from snapshots.
 */
final class SimulatedBook {
  private static final boolean TRACING = Boolean.getBoolean("recado.simulation.trace");
  private static final long FIRST_GROUP_NUMBER = 2_000_000_000_000L;

  private final TreeMap<Long, JournalRecord> records = new TreeMap<>();
  private final State replayed = new State(new NoJournal(), new Effects(), Quotas.DEFAULT);
  private long replayedUpTo;
  private long newestSeen;

  SimulatedBook() {
    replayed.restore(new StoredGroup.Snapshot(0, FIRST_GROUP_NUMBER, List.of()));
  }

  /** Somebody outside has been told of this record. */
  void seen(long id) {
    newestSeen = Math.max(newestSeen, id);
  }

  /** The newest id that there is, seen or not. */
  long newestWritten() {
    return records.isEmpty() ? 0 : records.lastKey();
  }

  /** The newest id that anybody outside knows. */
  long newestSeen() {
    return newestSeen;
  }

  /** Says what happens, if somebody wants to follow it. */
  static void trace(Object what) {
    if (TRACING) {
      System.out.println(what);
    }
  }

  void write(JournalRecord record) {
    trace("writes   " + record);
    records.put(record.id(), record);
  }

  void restoreAccounts(Collection<StoredAccount> accounts) {
    for (StoredAccount account : accounts) {
      if (replayed.accounts.find(account.name()) == null) {
        replayed.accounts.restore(account);
      }
    }
  }

  void expectAsWritten(JournalRecord recovered) {
    JournalRecord written = records.get(recovered.id());
    if (!recovered.equals(written)) {
      throw new SimulationFailure(
          "record " + recovered.id() + " was written as " + written + ", is read as " + recovered);
    }
  }

  /** A server has begun with all records up to this id. */
  void recovered(long lastId, State state) {
    if (lastId < newestSeen) {
      throw new SimulationFailure(
          "the journal ends at "
              + lastId
              + ", but "
              + newestSeen
              + " was seen: "
              + records.get(newestSeen));
    }
    trace("---------- starts with " + lastId);
    records.tailMap(lastId, false).clear();
    for (JournalRecord record : records.tailMap(replayedUpTo, false).values()) {
      replayed.apply(record);
    }
    replayedUpTo = lastId;
    expectEqual(describe(replayed), describe(state), "all records give", "the recovered state is");
  }

  static void expectEqual(Set<String> a, Set<String> b, String aIs, String bIs) {
    if (a.equals(b)) {
      return;
    }
    TreeSet<String> onlyA = new TreeSet<>(a);
    onlyA.removeAll(b);
    TreeSet<String> onlyB = new TreeSet<>(b);
    onlyB.removeAll(a);
    throw new SimulationFailure(aIs + "\n  " + onlyA + "\n" + bIs + "\n  " + onlyB);
  }

  /** All that matters of a state, in words. */
  Set<String> describe(State state) {
    TreeSet<String> words = new TreeSet<>();
    for (StateRecord record : SnapshotWriter.write(state)) {
      if (record instanceof StateRecord.OfStream stream && stream.lastId() == 0) {
        continue; // somebody looked whether there was anything
      }
      words.add(comparable(record).toString());
    }
    for (Account account : state.accounts.all()) {
      words.add(account.name + " waits " + ids(account, account.waiting));
      for (Device device : account.devices.values()) {
        words.add(account.name + "/" + device.name + " waits " + ids(account, device.queue));
      }
    }
    for (Group group : state.groups.all()) {
      words.add(group.toStored().toString());
    }
    return words;
  }

  /**
   * Whom somebody blocks is a set, its order means nothing; a cursor may stand anywhere before what
   * waits.
   */
  private static StateRecord comparable(StateRecord record) {
    return switch (record) {
      case StateRecord.OfAccount account ->
          new StateRecord.OfAccount(
              account.user(),
              account.lastSeen(),
              account.waitingAfter(),
              account.blocked().stream().sorted().toList());
      case StateRecord.OfDevice device ->
          new StateRecord.OfDevice(
              device.user(), device.device(), device.since(), 0, device.lastUsed(), device.token());
      case StateRecord.OfProgress _,
          StateRecord.OfStream _,
          StateRecord.OfSent _,
          StateRecord.OfMailbox _,
          StateRecord.OfReceipt _ ->
          record;
    };
  }

  /**
   * What waits, without what the account itself sent: whether a new device gets what another one
   * sent before it came depends on where it came from.
   */
  private List<Long> ids(Account account, MailQueue queue) {
    List<Long> ids = new ArrayList<>();
    for (long id : queue.after(0, Integer.MAX_VALUE)) {
      boolean own =
          records.get(id) instanceof JournalRecord.Posted posted
              && posted.entry() instanceof Event.Message message
              && message.from().equals(account.name);
      if (!own) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** Keeps nothing. */
  private static final class NoJournal implements Journal {
    @Override
    public long recover(Recovery recovery) {
      return 0;
    }

    @Override
    public void append(JournalRecord record) {}

    @Override
    public void commit(Outcome outcome) {}

    @Override
    public void retain(long id, int devices) {}

    @Override
    public void release(long id) {}

    @Override
    public void read(long[] ids, Consumer<Event.Entry> reader) {}

    @Override
    public boolean wantsSnapshot() {
      return false;
    }

    @Override
    public boolean hasNeedlessFiles() {
      return false;
    }

    @Override
    public void saveGroups(StoredGroup.Snapshot groups) {}

    @Override
    public void snapshot(StoredGroup.Snapshot groups, List<StateRecord> state) {}

    @Override
    public void close() {}
  }
}
