package recado.server.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import recado.protocol.UserName;

/** Accounts in memory: what is committed is in the map that it is given. */
public final class InMemoryAccountStore implements AccountStore {
  private final Map<UserName, StoredAccount> committed;
  private final InMemoryJournal.Sync sync;
  private final List<StoredAccount> batch = new ArrayList<>();
  private final List<UserName> added = new ArrayList<>();

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
    if (batch.stream().anyMatch(account -> !committed.containsKey(account.name()))) {
      sync.sync();
    }
    for (StoredAccount account : batch) {
      if (committed.putIfAbsent(account.name(), account) == null) {
        added.add(account.name());
      }
    }
  }

  @Override
  public void confirm() {
    batch.forEach(account -> committed.put(account.name(), account));
    batch.clear();
    added.clear();
  }

  @Override
  public void takeBack() {
    batch.clear();
    added.forEach(committed::remove);
    added.clear();
  }

  @Override
  public boolean bringUpToDate() {
    return true;
  }

  @Override
  public void close() {}
}
