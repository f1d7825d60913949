package recado.server.postoffice;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import recado.protocol.ErrorCode;
import recado.protocol.UserName;
import recado.server.store.StoredAccount;

/** All accounts, by name and by number, and who of them is online. */
final class Accounts {
  private static final long FIRST_NUMBER = 1_000_000_000_001L;

  private final Map<UserName, Account> byName = new HashMap<>();
  private final Map<String, Account> byNumber = new HashMap<>();
  private final SortedMap<UserName, Account> online = new TreeMap<>();
  private long nextNumber = FIRST_NUMBER;

  void restore(StoredAccount stored) {
    add(new Account(stored.name(), stored.number(), stored.created(), stored.password()));
    nextNumber = Math.max(nextNumber, Long.parseLong(stored.number()) + 1);
  }

  /** A new account with the next number. */
  Account create(UserName name, String password, long time) {
    Account account = new Account(name, Long.toString(nextNumber++), time, password);
    add(account);
    return account;
  }

  /** The number that the next new account will have, as the name of one that has no other. */
  UserName nextNumber() {
    return new UserName(Long.toString(nextNumber));
  }

  private void add(Account account) {
    byName.put(account.name, account);
    byNumber.put(account.number, account);
  }

  /** By name or by number. */
  @Nullable Account find(UserName name) {
    Account account = byName.get(name);
    return account == null && name.isNumber() ? byNumber.get(name.value()) : account;
  }

  Account get(UserName name) throws Refusal {
    Account account = find(name);
    if (account == null || account.isDeleted()) {
      throw new Refusal(ErrorCode.NO_SUCH_USER, name, "there is no user " + name);
    }
    return account;
  }

  /** All of these, each once. */
  Set<Account> getAll(List<UserName> names) throws Refusal {
    Set<Account> all = new LinkedHashSet<>();
    for (UserName name : names) {
      all.add(get(name));
    }
    return all;
  }

  Collection<Account> all() {
    return byName.values();
  }

  /** Who is online, by name. */
  Collection<Account> online() {
    return online.values();
  }

  void setOnline(Account account) {
    online.put(account.name, account);
  }

  void setOffline(Account account) {
    online.remove(account.name);
  }
}
