package recado.server.postoffice;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import recado.protocol.DeviceName;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.store.AccountStore;
import recado.server.store.Credential;
import recado.server.store.JournalRecord;
import recado.server.store.TokenHash;

/** Accounts and sessions: making accounts, beginning and ending sessions, reading the backlog. */
final class SessionDesk {
  private static final int BACKLOG_PIECE_ENTRIES = 256;
  private static final Duration DEVICE_KEPT = Duration.ofDays(30);

  private final Office office;
  private final AccountStore store;
  private final Admission admission;

  SessionDesk(Office office, AccountStore store, Admission admission) {
    this.office = office;
    this.store = store;
    this.admission = admission;
  }

  void findPassword(Command.FindPassword command) {
    UserName user = command.user();
    Account account = user == null ? null : office.accounts().find(user);
    boolean loggedIn = command.caller().account != null;
    String password = account == null ? null : account.credential().opener();
    boolean admitted = admission.admits(command.invitation(), office.ledger().now());
    command.answer().complete(new Command.OnFile(loggedIn, account != null, password, admitted));
  }

  void register(Command.Register command) throws Refusal {
    expectNotLoggedIn(command.caller());
    UserName chosen = command.user();
    if (chosen != null) {
      expectNewName(chosen);
    }
    UserName name = chosen == null ? office.accounts().nextNumber() : chosen;
    admission.admit(name, command.invitation(), office.ledger().now());
    Account account = make(name, command.password());
    office.effects().tell(command.caller(), new Event.Registered(name, account.number));
  }

  void expectNewName(UserName name) throws Refusal {
    if (name.isNumber()) {
      throw new Refusal(
          ErrorCode.BAD_NAME, name, "a name of 13 digits alone is a number, not a name");
    }
    if (office.accounts().find(name) != null) {
      throw new Refusal(ErrorCode.NAME_TAKEN, name, "somebody has the name " + name + " already");
    }
  }

  /** A new account, with a password as {@link Credential} writes it. */
  Account make(UserName name, String password) {
    Account account = office.accounts().create(name, password, office.ledger().now());
    store.put(account.toStored());
    return account;
  }

  void login(Command.Login command) throws Refusal {
    expectNotLoggedIn(command.caller());
    Account account = office.accounts().find(command.user());
    Credential credential = account == null ? Credential.DELETED : account.credential();
    String opener = credential.opener();
    if (account == null || opener == null || !opener.equals(command.checked())) {
      throw badCredentials();
    }
    if (credential.use() == Credential.Use.ONCE) {
      setPassword(account, credential.used());
    }
    begin(command.caller(), account, command.device(), command.token(), command.settled());
  }

  void resume(Command.Resume command) throws Refusal {
    expectNotLoggedIn(command.caller());
    Account account = office.accounts().find(command.user());
    Device device = account == null ? null : account.devices.get(command.device());
    TokenHash token = device == null ? null : device.token;
    if (account == null || token == null || !token.matches(command.token())) {
      throw badCredentials();
    }
    begin(command.caller(), account, command.device(), null, command.settled());
  }

  private static void expectNotLoggedIn(Caller caller) throws Refusal {
    if (caller.account != null) {
      throw new Refusal(
          ErrorCode.ALREADY_LOGGED_IN, null, "you are " + caller.account.name + " already");
    }
  }

  private static Refusal badCredentials() {
    return new Refusal(
        ErrorCode.BAD_CREDENTIALS, null, "no user has this name and password or token");
  }

  private void begin(
      Caller caller,
      Account account,
      DeviceName name,
      Command.@Nullable NewToken token,
      Runnable settled) {
    Ledger ledger = office.ledger();
    ledger.record(
        new JournalRecord.SignedOn(
            ledger.nextId(),
            ledger.now(),
            account.name,
            name,
            token == null ? null : token.hash()));
    Device device = account.devices.get(name);
    if (device == null) {
      throw new IllegalStateException(name + " signed on and is not there");
    }
    Caller former = device.caller;
    caller.account = account;
    caller.device = device;
    caller.settled = settled;
    device.caller = caller;
    account.sessions.add(caller);
    if (account.sessions.size() == 1) {
      comeOnline(account);
    }
    if (former != null) {
      end(former, "replaced"); // after the newer one is there: the person was online all the time
    }
    Effects effects = office.effects();
    effects.then(caller.outlet::signedOn);
    effects.tell(caller, new Event.Welcome(account.name, name, device.queue.count()));
    if (token != null) {
      effects.tell(caller, new Event.Token(token.token()));
    }
    readOn(caller, device);
  }

  private void comeOnline(Account account) {
    account.onlineSince = office.ledger().now();
    office.accounts().setOnline(account);
    tellWatchers(account);
  }

  private void tellWatchers(Account account) {
    Parcel presence = new Parcel(DirectoryDesk.presence(account));
    for (Caller watcher : account.watchers) {
      office.effects().tell(watcher, presence);
    }
  }

  /** An outlet has room: it gets the next piece of its mailbox, or goes live at its end. */
  void drained(Caller caller) {
    if (caller.device != null && !caller.live && !caller.gone) {
      caller.sentBefore = caller.position;
      readOn(caller, caller.device);
    }
  }

  private void readOn(Caller caller, Device device) {
    long[] piece = device.queue.after(caller.position, BACKLOG_PIECE_ENTRIES);
    if (piece.length > 0) {
      office.effects().catchUp(caller, piece);
      return;
    }
    caller.live = true;
    if (!caller.synced) {
      caller.synced = true;
      office.effects().tell(caller, new Event.Synced(caller.position));
      settle(caller);
    }
  }

  /** Its login is over, one way or the other: what the connection asks next may be taken. */
  void settle(Caller caller) {
    if (caller.settled != null) {
      office.effects().then(caller.settled);
      caller.settled = null;
    }
  }

  void changePassword(Caller caller, Account account, Device device, Command.ChangePassword c) {
    Ledger ledger = office.ledger();
    ledger.record(
        new JournalRecord.PasswordChanged(
            ledger.nextId(),
            ledger.now(),
            account.name,
            c.password(),
            device.name,
            c.token().hash()));
    store.put(account.toStored());
    for (Caller other : List.copyOf(account.sessions)) {
      if (other != caller) {
        end(other, "the password was changed");
      }
    }
    office.effects().tell(caller, new Event.Token(c.token().token()));
    office.effects().tell(caller, new Event.PasswordChanged());
  }

  /** What the operator, or a password that was good once, brings about: no token stays good. */
  void setPassword(Account account, Credential credential) {
    Ledger ledger = office.ledger();
    ledger.record(
        new JournalRecord.PasswordSet(
            ledger.nextId(), ledger.now(), account.name, credential.toString()));
    store.put(account.toStored());
  }

  /** What the store has of an account has changed. */
  void keep(Account account) {
    store.put(account.toStored());
  }

  /** Says goodbye and ends the connection. */
  void end(Caller caller, String why) {
    if (caller.gone) {
      return;
    }
    office.effects().tell(caller, new Event.Bye(Text.of(why)));
    office.effects().close(caller);
    detach(caller);
  }

  /** The connection is over, by whatever cause. */
  void detach(Caller caller) {
    if (caller.gone) {
      return;
    }
    caller.gone = true; // but still live, for entries decided before this in the same batch
    settle(caller);
    for (Account watched : caller.watching) {
      watched.watchers.remove(caller);
    }
    caller.watching.clear();
    Account account = caller.account;
    Device device = caller.device;
    if (account != null && device != null) {
      signOff(caller, account, device);
    }
  }

  private void signOff(Caller caller, Account account, Device device) {
    account.sessions.remove(caller);
    if (device.caller != caller) {
      return; // replaced: the device is in use
    }
    device.caller = null;
    Ledger ledger = office.ledger();
    ledger.record(
        new JournalRecord.SignedOff(ledger.nextId(), ledger.now(), account.name, device.name));
    if (!account.isOnline()) {
      office.accounts().setOffline(account);
      tellWatchers(account);
    }
  }

  /** Nothing is kept any more for devices that were not used for 30 days. */
  void forgetUnusedDevices() {
    Ledger ledger = office.ledger();
    long before = ledger.now() - DEVICE_KEPT.toMillis();
    for (Account account : office.accounts().all()) {
      for (Device device : List.copyOf(account.devices.values())) {
        if (device.caller == null && device.lastUsed < before) {
          ledger.record(
              new JournalRecord.DeviceForgotten(
                  ledger.nextId(), ledger.now(), account.name, device.name));
        }
      }
    }
  }
}
