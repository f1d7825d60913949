package recado.server.store;

import java.util.HashMap;
import java.util.Map;
import recado.protocol.UserName;

final class InMemoryAccountStoreTest implements AccountStoreContract {
  private final Map<UserName, StoredAccount> committed = new HashMap<>();

  @Override
  public AccountStore open() {
    return new InMemoryAccountStore(committed, () -> {});
  }
}
