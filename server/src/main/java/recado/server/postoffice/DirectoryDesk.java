package recado.server.postoffice;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.Request;
import recado.protocol.UserName;
import recado.server.store.JournalRecord;

/** Who is there: presence, watching it, and blocking. */
final class DirectoryDesk {
  private final Office office;

  DirectoryDesk(Office office) {
    this.office = office;
  }

  void who(Caller caller, Request.Who request) throws Refusal {
    Collection<Account> asked =
        request.users().isEmpty()
            ? office.accounts().online()
            : office.accounts().getAll(request.users());
    list(caller, asked, "WHO");
  }

  void watch(Caller caller, Request.Watch request) throws Refusal {
    Set<Account> asked = office.accounts().getAll(request.users());
    for (Account account : asked) {
      caller.watching.add(account);
      account.watchers.add(caller);
    }
    list(caller, asked, "WATCH");
  }

  void unwatch(Caller caller, Request.Unwatch request) throws Refusal {
    for (Account account : office.accounts().getAll(request.users())) {
      caller.watching.remove(account);
      account.watchers.remove(caller);
    }
    list(caller, List.of(), "WATCH");
  }

  private void list(Caller caller, Collection<Account> accounts, String list) {
    for (Account account : accounts) {
      office.effects().tell(caller, presence(account));
    }
    office.effects().tell(caller, new Event.End(list, accounts.size()));
  }

  static Event.Presence presence(Account account) {
    boolean online = account.isOnline();
    return new Event.Presence(
        account.name, online, online ? account.onlineSince : account.lastSeen);
  }

  void block(Caller caller, Account account, UserName name) throws Refusal {
    Account other = office.accounts().get(name);
    if (other == account) {
      throw new Refusal(ErrorCode.NOT_ALLOWED, name, "nobody can block themselves");
    }
    setBlock(account, other, true);
    office.effects().tell(caller, new Event.Blocked(other.name));
  }

  void unblock(Caller caller, Account account, UserName name) throws Refusal {
    Account other = office.accounts().get(name);
    setBlock(account, other, false);
    office.effects().tell(caller, new Event.Unblocked(other.name));
  }

  private void setBlock(Account account, Account other, boolean blocked) {
    if (account.blocked.contains(other) != blocked) {
      Ledger ledger = office.ledger();
      ledger.record(
          new JournalRecord.BlockSet(
              ledger.nextId(), ledger.now(), account.name, other.name, blocked));
    }
  }

  void blocks(Caller caller, Account account) {
    account.blocked.stream()
        .map(other -> other.name)
        .sorted(Comparator.naturalOrder())
        .forEach(name -> office.effects().tell(caller, new Event.Blocked(name)));
    office.effects().tell(caller, new Event.End("BLOCKS", account.blocked.size()));
  }
}
