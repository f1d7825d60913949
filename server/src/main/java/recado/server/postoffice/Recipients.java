package recado.server.postoffice;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import recado.server.store.Audience;

/**
 * For whom the last message to a conversation was, with the accounts looked up: most messages have
 * the same audience as the one before. A group has one for all its members: one for each would be
 * as many accounts as members times members.
 */
final class Recipients {
  private @Nullable Audience audience;
  private Account[] accounts = {};

  /** The accounts of an audience. */
  @SuppressWarnings("ReferenceEquality") // one object serves until the members change
  Account[] of(Audience wanted, Function<Audience, Account[]> lookUp) {
    if (audience != wanted) {
      accounts = lookUp.apply(wanted);
      audience = wanted;
    }
    return accounts;
  }
}
