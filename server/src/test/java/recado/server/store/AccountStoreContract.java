package recado.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recado.server.store.SampleRecords.ANA;
import static recado.server.store.SampleRecords.BRUNO;
import static recado.server.store.SampleRecords.CARLA;
import static recado.server.store.SampleRecords.account;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import recado.protocol.UserName;

/** What every store of accounts promises. */
@Timeout(30)
public interface AccountStoreContract {
  /** A store on what the one before it has left; never two at a time. */
  AccountStore open() throws IOException;

  private void put(StoredAccount... accounts) throws IOException {
    try (AccountStore store = open()) {
      store.load();
      for (StoredAccount account : accounts) {
        store.put(account);
      }
      store.commit();
      store.confirm();
    }
  }

  /** All accounts, each of them once. */
  private Set<StoredAccount> loaded() throws IOException {
    try (AccountStore store = open()) {
      List<StoredAccount> accounts = store.load();
      assertEquals(accounts.size(), new HashSet<>(accounts).size());
      return Set.copyOf(accounts);
    }
  }

  @Test
  default void hasNobodyAtFirst() throws IOException {
    assertEquals(Set.of(), loaded());
    assertEquals(Set.of(), loaded());
  }

  @Test
  default void keepsAccounts() throws IOException {
    put(account(ANA, 1), account(BRUNO, 2));
    put(account(CARLA, 3));
    assertEquals(Set.of(account(ANA, 1), account(BRUNO, 2), account(CARLA, 3)), loaded());
  }

  @Test
  default void keepsEveryNameThatThereCanBe() throws IOException {
    StoredAccount odd = account(new UserName("0.a+b_c-d@example.org"), 1);
    StoredAccount longest = account(new UserName("z".repeat(64)), 999);
    put(odd, longest);
    assertEquals(Set.of(odd, longest), loaded());
  }

  @Test
  default void ofTwoStatesOfAnAccountTheLastCounts() throws IOException {
    StoredAccount changed =
        new StoredAccount(ANA, "1000000000001", SampleRecords.OTHER_PASSWORD, 17);
    put(account(ANA, 1), account(BRUNO, 2), changed);
    assertEquals(Set.of(changed, account(BRUNO, 2)), loaded());
    put(account(ANA, 1));
    assertEquals(Set.of(account(ANA, 1), account(BRUNO, 2)), loaded());
  }

  @Test
  default void forgetsWhatWasNotCommitted() throws IOException {
    put(account(ANA, 1));
    try (AccountStore store = open()) {
      store.load();
      store.put(account(BRUNO, 2));
    }
    assertEquals(Set.of(account(ANA, 1)), loaded());
  }

  /** The journal has the new password. */
  @Test
  default void writesANewPasswordWhenItIsConfirmed() throws IOException {
    StoredAccount changed =
        new StoredAccount(ANA, "1000000000001", SampleRecords.OTHER_PASSWORD, 17);
    put(account(ANA, 1));
    try (AccountStore store = open()) {
      store.load();
      store.put(changed);
      store.commit();
      store.takeBack();
      store.confirm();
    }
    assertEquals(Set.of(account(ANA, 1)), loaded());
    try (AccountStore store = open()) {
      store.load();
      store.put(changed);
      store.commit();
      store.confirm();
      assertTrue(store.bringUpToDate());
    }
    assertEquals(Set.of(changed), loaded());
  }

  @Test
  default void takesNewAccountsBackThatWereCommitted() throws IOException {
    put(account(ANA, 1));
    try (AccountStore store = open()) {
      store.load();
      store.put(account(BRUNO, 2));
      store.commit();
      store.takeBack();
      store.put(account(CARLA, 3));
      store.commit();
      store.confirm();
    }
    assertEquals(Set.of(account(ANA, 1), account(CARLA, 3)), loaded());
  }

  @Test
  default void commitsWhenThereIsNothingToCommit() throws IOException {
    put();
    put(account(ANA, 1));
    put();
    assertEquals(Set.of(account(ANA, 1)), loaded());
  }

  @Test
  default void commitsMoreThanOnce() throws IOException {
    try (AccountStore store = open()) {
      store.load();
      store.put(account(ANA, 1));
      store.commit();
      store.put(account(BRUNO, 2));
      store.commit();
      store.commit();
    }
    assertEquals(Set.of(account(ANA, 1), account(BRUNO, 2)), loaded());
  }
}
