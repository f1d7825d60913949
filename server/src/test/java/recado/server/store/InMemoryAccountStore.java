package recado.server.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.UserName;

/** Accounts in memory: what is committed is in the map that it is given. */
public final class InMemoryAccountStore implements AccountStore {
  private final Map<UserName, StoredAccount> committed;
  private final InMemoryJournal.Sync sync;
  private final List<StoredAccount> batch = new ArrayList<>();
  private final Deque<Runnable> formerStates = new ArrayDeque<>();

  public InMemoryAccountStore(Map<UserName, StoredAccount> committed, InMemoryJournal.Sync sync) {
    this.committed = committed;
    this.sync = sync;
  }

  @Override
  public List<StoredAccount> load() {
    return List.copyOf(committed.values());
  }

  @Override
  public void put(StoredAccount account) {
    batch.add(account);
  }

  @Override
  public void commit() throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    sync.sync();
    for (StoredAccount account : batch) {
      StoredAccount former = committed.put(account.name(), account);
      formerStates.addFirst(() -> restore(account.name(), former));
    }
    batch.clear();
  }

  private void restore(UserName name, @Nullable StoredAccount former) {
    if (former == null) {
      committed.remove(name);
    } else {
      committed.put(name, former);
    }
  }

  @Override
  public void confirm() {
    formerStates.clear();
  }

  @Override
  public void takeBack() {
    batch.clear();
    formerStates.forEach(Runnable::run);
    formerStates.clear();
  }

  @Override
  public void close() {}
}
