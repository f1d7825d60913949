package recado.server.postoffice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import recado.protocol.DeviceName;
import recado.protocol.ErrorCode;
import recado.protocol.UserName;
import recado.server.postoffice.Administration.User;
import recado.server.store.Credential;
import recado.server.store.JournalRecord;

/** What the operator asks for. */
final class AdminDesk {
  private static final String KICKED = "kicked by the operator";

  private final Office office;
  private final SessionDesk sessions;
  private final GroupDesk groups;
  private final Admission admission;
  private final Collection<Caller> connected;

  AdminDesk(
      Office office,
      SessionDesk sessions,
      GroupDesk groups,
      Admission admission,
      Collection<Caller> connected) {
    this.office = office;
    this.sessions = sessions;
    this.groups = groups;
    this.admission = admission;
    this.connected = connected;
  }

  void decide(Administration asked) {
    try {
      switch (asked) {
        case Administration.Users(var answer) -> settle(answer, users());
        case Administration.AddUser(var name, var password, var answer) ->
            settle(answer, add(name, password).number);
        case Administration.SetPassword(var name, var password, var answer) ->
            settle(answer, setPassword(name, password).number);
        case Administration.SetDisabled(var name, var disabled, var answer) ->
            settle(answer, setDisabled(name, disabled).number);
        case Administration.DeleteUser(var name, var answer) -> settle(answer, delete(name));
        case Administration.Sessions(var answer) -> settle(answer, connections());
        case Administration.Kick(var name, var device, var answer) ->
            settle(answer, kick(name, device));
        case Administration.Groups(var answer) -> settle(answer, groups());
        case Administration.Pending(var answer) -> settle(answer, pending());
        case Administration.Invite(var invitation, var answer) -> {
          admission.forgetEnded(office.ledger().now());
          admission.keep(invitation);
          settle(answer, "");
        }
        case Administration.Invitations(var answer) -> settle(answer, admission.all());
        case Administration.Count(var answer) ->
            settle(answer, Inventory.of(office.state(), office.ledger().nextId() - 1));
      }
    } catch (Refusal refusal) {
      fail(asked, refusal.message());
    }
  }

  private <T> void settle(CompletableFuture<T> answer, T value) {
    office.effects().then(() -> answer.complete(value));
  }

  void fail(Administration asked, String why) {
    office.effects().then(() -> asked.answer().completeExceptionally(new AdminException(why)));
  }

  private List<User> users() {
    return office.accounts().all().stream()
        .sorted(Comparator.comparing((Account account) -> account.name))
        .map(AdminDesk::user)
        .toList();
  }

  private static User user(Account account) {
    Credential credential = account.credential();
    User.State state =
        credential.isDeleted()
            ? User.State.DELETED
            : credential.closed()
                ? User.State.DISABLED
                : credential.use() == Credential.Use.ONCE ? User.State.ONE_TIME : User.State.OPEN;
    return new User(
        account.name,
        account.number,
        state,
        account.isOnline(),
        account.created,
        account.lastSeen,
        account.devices.size(),
        waiting(account));
  }

  private static long waiting(Account account) {
    long waiting = account.waiting.count();
    for (Device device : account.devices.values()) {
      waiting += device.queue.count();
    }
    return waiting;
  }

  private Account add(UserName name, String password) throws Refusal {
    sessions.expectNewName(name);
    return sessions.make(name, password);
  }

  private Account setPassword(UserName name, String password) throws Refusal {
    Account account = office.accounts().get(name);
    Credential credential = Credential.parse(password).closed(account.credential().closed());
    sessions.setPassword(account, credential);
    endAll(account, "the password was changed");
    return account;
  }

  private Account setDisabled(UserName name, boolean disabled) throws Refusal {
    Account account = office.accounts().get(name);
    if (account.credential().closed() == disabled) {
      throw new Refusal(
          ErrorCode.NOT_ALLOWED,
          name,
          account.name + (disabled ? " is disabled already" : " is not disabled"));
    }
    sessions.setPassword(account, account.credential().closed(disabled));
    if (disabled) {
      endAll(account, "the account is disabled");
    }
    return account;
  }

  private Administration.Deleted delete(UserName name) throws Refusal {
    Account account = office.accounts().get(name);
    Administration.Deleted deleted =
        new Administration.Deleted(
            account.devices.size(),
            waiting(account),
            account.groups.size(),
            account.blocked.size());
    endAll(account, "the account is deleted");
    groups.leaveAll(account);
    Ledger ledger = office.ledger();
    ledger.record(new JournalRecord.AccountErased(ledger.nextId(), ledger.now(), account.name));
    sessions.keep(account);
    return deleted;
  }

  private int endAll(Account account, String why) {
    List<Caller> callers = List.copyOf(account.sessions);
    callers.forEach(caller -> sessions.end(caller, why));
    return callers.size();
  }

  private List<Administration.Connected> connections() {
    return connected.stream()
        .map(
            caller ->
                new Administration.Connected(
                    caller.account == null ? null : caller.account.name,
                    caller.device == null ? null : caller.device.name,
                    caller.from))
        .toList();
  }

  private int kick(UserName name, @Nullable DeviceName deviceName) throws Refusal {
    Account account = office.accounts().get(name);
    if (deviceName == null) {
      return endAll(account, KICKED);
    }
    Device device = account.devices.get(deviceName);
    if (device == null || device.caller == null) {
      return 0;
    }
    sessions.end(device.caller, KICKED);
    return 1;
  }

  private List<Administration.GroupRow> groups() {
    return office.groups().all().stream()
        .filter(group -> !group.hasEnded())
        .sorted(Comparator.comparing((Group group) -> group.name))
        .map(AdminDesk::row)
        .toList();
  }

  private static Administration.GroupRow row(Group group) {
    List<UserName> admins = new ArrayList<>();
    List<UserName> members = new ArrayList<>();
    group.members().forEach((member, role) -> (role.admin() ? admins : members).add(member.name));
    return new Administration.GroupRow(group.name, group.number(), group.topic, admins, members);
  }

  private List<Administration.Waiting> pending() {
    List<Administration.Waiting> waiting = new ArrayList<>();
    office.accounts().all().stream()
        .sorted(Comparator.comparing((Account account) -> account.name))
        .forEach(
            account -> {
              note(waiting, account, null, account.waiting);
              account
                  .devices
                  .values()
                  .forEach(device -> note(waiting, account, device.name, device.queue));
            });
    return waiting;
  }

  private static void note(
      List<Administration.Waiting> waiting,
      Account account,
      @Nullable DeviceName device,
      MailQueue queue) {
    if (!queue.isEmpty()) {
      waiting.add(new Administration.Waiting(account.name, device, queue.count(), queue.first()));
    }
  }
}
