package recado.server.postoffice;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredGroup;

/**
 * A post office's state as tests of other packages may see it: taken from a running one, or made of
 * records apart from any.
 */
public final class Replica {
  private static final long LAST_GROUP_NUMBER = 2_000_000_000_000L;

  private final State state;

  private Replica(State state) {
    this.state = state;
  }

  /** A state to which nothing has happened. */
  public static Replica empty() {
    State state = new State(new NoJournal(), new Effects(), Quotas.DEFAULT);
    state.restore(new StoredGroup.Snapshot(0, LAST_GROUP_NUMBER, List.of()));
    return new Replica(state);
  }

  /** The state into which a post office recovers. */
  public static Replica of(Journal.Recovery recovery) {
    return new Replica((State) recovery);
  }

  /** Lets a post office decide what is queued, on the caller's thread. */
  public static void letWork(PostOffice office) {
    try {
      office.runOnce(Duration.ZERO, Duration.ZERO);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes over the other's accounts, those that are new here. */
  public void addAccountsOf(Replica other) {
    for (Account account : other.state.accounts.all()) {
      if (state.accounts.find(account.name) == null) {
        state.accounts.restore(account.toStored());
      }
    }
  }

  public void apply(JournalRecord record) {
    state.apply(record);
  }

  /** All that matters of the state, to be compared. */
  public Set<Object> describe() {
    Set<Object> all = new HashSet<>();
    Set<GroupName> forgettable = new HashSet<>();
    for (Group group : state.groups.forgettable()) {
      forgettable.add(group.name);
    }
    for (StateRecord record : SnapshotWriter.write(state)) {
      if (matters(record, forgettable)) {
        all.add(comparable(record));
      }
    }
    for (Group group : state.groups.all()) {
      if (!group.hasEnded()) {
        all.add(group.toStored());
      }
    }
    return all;
  }

  /**
   * A stream without messages is there when somebody has looked whether there were any; an account
   * to which nothing has happened may be gone again, if its making was never answered.
   */
  private static boolean matters(StateRecord record, Set<GroupName> forgettable) {
    return switch (record) {
      case StateRecord.OfStream s -> s.lastId() != 0 && !isIn(s.conversation(), forgettable);
      case StateRecord.OfProgress s -> !isIn(s.conversation(), forgettable);
      case StateRecord.OfAccount s ->
          s.lastSeen() != 0 || s.waitingAfter() != 0 || !s.blocked().isEmpty();
      case StateRecord.OfDevice _,
          StateRecord.OfSent _,
          StateRecord.OfMailbox _,
          StateRecord.OfReceipt _ ->
          true;
    };
  }

  private static boolean isIn(Conversation conversation, Set<GroupName> groups) {
    return conversation instanceof Conversation.OfGroup(GroupName name) && groups.contains(name);
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
