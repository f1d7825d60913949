package recado.server.admin;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import recado.protocol.UserName;
import recado.server.store.StoredAccount;
import recado.server.store.files.SalvagedFolder;
import recado.server.store.files.SalvagedRow;

/**
 * The accounts of a damaged folder: those that are whole, those of which a part of the row is left,
 * and those that are only named elsewhere.
 */
final class AccountBook {
  private static final long FIRST_NUMBER = 1_000_000_000_000L;
  private static final String LOCKED =
      "a password that nobody knows: devices with a token go on as before and can set a new one";

  private final Map<UserName, StoredAccount> accounts = new LinkedHashMap<>();
  private final Set<String> numbers = new HashSet<>();
  private final Supplier<String> nobodysPassword;
  private long lastNumber = FIRST_NUMBER;
  private boolean leapt;
  private @Nullable String locked;

  /**
   * Begins with what {@code users.csv} has.
   *
   * @param nobodysPassword the hash of a password that nobody knows
   */
  AccountBook(SalvagedFolder.Users users, Supplier<String> nobodysPassword) {
    this.nobodysPassword = nobodysPassword;
    users.accounts().forEach(this::add);
    for (SalvagedRow row : users.brokenRows()) {
      if (row.number() != null) {
        lastNumber = Math.max(lastNumber, Long.parseLong(row.number()));
      }
    }
  }

  private void add(StoredAccount account) {
    accounts.put(account.name(), account);
    numbers.add(account.number());
    lastNumber = Math.max(lastNumber, Long.parseLong(account.number()));
  }

  Collection<StoredAccount> accounts() {
    return accounts.values();
  }

  /** Makes the missing accounts again, and says how; those without any row are lost. */
  void complete(
      Collection<SalvagedRow> brokenRows,
      Mentions mentions,
      Consumer<String> lost,
      Consumer<String> remarks) {
    Set<UserName> mentioned = mentions.names();
    for (SalvagedRow row : brokenRows) {
      UserName name = row.name();
      boolean wasAcknowledged = !row.torn() || (name != null && mentioned.contains(name));
      boolean canBe = name != null && (!name.isNumber() || StoredAccount.isNumber(name.value()));
      if (name != null && canBe && wasAcknowledged && !accounts.containsKey(name)) {
        String inJournal = mentions.passwords().get(name);
        String password = inJournal == null ? row.password() : inJournal;
        make(name, row.number(), password, row.created(), remarks);
      }
    }
    for (UserName name : byNumberFirst(mentioned)) {
      if (!accounts.containsKey(name)) {
        lost.accept("users.csv: no row for " + name + ", whom the rest of the folder names");
        make(name, null, mentions.passwords().get(name), 0, remarks);
      }
    }
  }

  /** Before anybody else is given the number that is another's name. */
  private static List<UserName> byNumberFirst(Set<UserName> names) {
    return names.stream().sorted(Comparator.comparing(UserName::isNumber).reversed()).toList();
  }

  private void make(
      UserName name,
      @Nullable String knownNumber,
      @Nullable String password,
      long created,
      Consumer<String> remarks) {
    String number = name.isNumber() ? name.value() : knownNumber;
    boolean keepsNumber = number != null && !numbers.contains(number);
    String given = number != null && keepsNumber ? number : newNumber();
    add(new StoredAccount(name, given, password == null ? locked() : password, created));
    remarks.accept(
        "users.csv: the account "
            + name
            + " is made again, with "
            + (keepsNumber ? "its number " : "a new number, ")
            + given
            + ", and "
            + (password == null ? LOCKED : "its password"));
  }

  /** One for all of them: hashing takes its time. */
  private String locked() {
    if (locked == null) {
      locked = nobodysPassword.get();
    }
    return locked;
  }

  private String newNumber() {
    if (!leapt) {
      lastNumber += Leap.NUMBERS;
      leapt = true;
    }
    return Long.toString(lastNumber + 1);
  }
}
