package recado.server.postoffice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import recado.protocol.EntryId;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.EventCodec;
import recado.protocol.GroupChange;
import recado.protocol.GroupName;
import recado.protocol.Limits;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.store.Audience;
import recado.server.store.JournalRecord;

/** Groups: their making, their members, their topics. */
final class GroupDesk {
  private final Office office;

  GroupDesk(Office office) {
    this.office = office;
  }

  void serve(Caller caller, Account account, Request.OfGroup request) throws Refusal {
    switch (request) {
      case Request.GroupCreate(GroupName name, List<UserName> users) ->
          create(account, name, users);
      case Request.GroupAdd(GroupName name, List<UserName> users) -> add(account, name, users);
      case Request.GroupRemove(GroupName name, UserName user) -> remove(account, name, user);
      case Request.GroupPromote(GroupName name, UserName user) -> promote(account, name, user);
      case Request.GroupLeave(GroupName name) -> leave(account, name);
      case Request.GroupTopic(GroupName name, Text topic) -> setTopic(account, name, topic);
      case Request.GroupInfo(GroupName name) -> info(caller, account, name);
    }
  }

  private void create(Account maker, GroupName name, List<UserName> users) throws Refusal {
    if (name.isNumber()) {
      throw new Refusal(
          ErrorCode.BAD_NAME, null, "a name of 13 digits alone is a number, not a name");
    }
    if (office.groups().find(name) != null) {
      throw new Refusal(ErrorCode.GROUP_EXISTS, null, "there is a group " + name + " already");
    }
    Set<Account> members = new LinkedHashSet<>();
    members.add(maker);
    members.addAll(office.accounts().getAll(users));
    expectRoom(members.size());
    expectRoomFor(members);
    List<UserName> names = names(members);
    Audience audience = new Audience(office.ledger().nextId(), names);
    post(name, GroupChange.CREATED, maker, names, null, audience);
  }

  private void add(Account admin, GroupName name, List<UserName> users) throws Refusal {
    Group group = getForAdmin(name, admin);
    Set<Account> joining = new LinkedHashSet<>(office.accounts().getAll(users));
    joining.removeAll(group.members().keySet());
    if (joining.isEmpty()) {
      throw new Refusal(
          ErrorCode.NOT_ALLOWED, users.getFirst(), "already a member of " + group.name);
    }
    expectRoom(group.members().size() + joining.size());
    expectRoomFor(joining);
    List<UserName> all = new ArrayList<>(group.audience().users());
    all.addAll(names(joining));
    Audience audience = new Audience(office.ledger().nextId(), all);
    post(group.name, GroupChange.ADDED, admin, names(joining), null, audience);
  }

  private void expectRoom(int members) throws Refusal {
    int most = office.quotas().groupMembers();
    if (members > most) {
      throw new Refusal(ErrorCode.GROUP_FULL, null, "a group has at most " + most + " members");
    }
  }

  private void expectRoomFor(Collection<Account> joining) throws Refusal {
    int most = office.quotas().groupsPerUser();
    for (Account account : joining) {
      if (account.groups.size() >= most) {
        throw new Refusal(
            ErrorCode.NOT_ALLOWED,
            account.name,
            account.name + " is in " + most + " groups already, and may be in no more");
      }
    }
  }

  private void remove(Account admin, GroupName name, UserName user) throws Refusal {
    Group group = getForAdmin(name, admin);
    Account member = member(group, user);
    List<UserName> who = List.of(member.name);
    post(group.name, GroupChange.REMOVED, admin, who, null, group.audience());
  }

  private void promote(Account admin, GroupName name, UserName user) throws Refusal {
    Group group = getForAdmin(name, admin);
    Account member = member(group, user);
    if (group.hasAdmin(member)) {
      throw new Refusal(ErrorCode.NOT_ALLOWED, user, user + " is an admin already");
    }
    List<UserName> who = List.of(member.name);
    post(group.name, GroupChange.PROMOTED, admin, who, null, group.audience());
  }

  private void leave(Account account, GroupName name) throws Refusal {
    Group group = office.groups().getForMember(name, account);
    post(group.name, GroupChange.LEFT, account, List.of(), null, group.audience());
  }

  /** Somebody is deleted: they leave all groups, as if they had done so. */
  void leaveAll(Account account) throws Refusal {
    for (Group group : List.copyOf(account.groups.values())) {
      post(group.name, GroupChange.LEFT, account, List.of(), null, group.audience());
    }
  }

  private void setTopic(Account account, GroupName name, Text topic) throws Refusal {
    Group group = office.groups().getForMember(name, account);
    office.state().mailboxes.expectRoom(group.audience());
    post(group.name, GroupChange.TOPIC, account, List.of(), topic, group.audience());
  }

  private Group getForAdmin(GroupName name, Account account) throws Refusal {
    Group group = office.groups().getForMember(name, account);
    if (!group.hasAdmin(account)) {
      throw new Refusal(
          ErrorCode.NOT_ADMIN, null, "only the admins of " + group.name + " may do that");
    }
    return group;
  }

  private Account member(Group group, UserName user) throws Refusal {
    Account member = office.accounts().get(user);
    if (!group.has(member)) {
      throw new Refusal(ErrorCode.NOT_A_MEMBER, user, user + " is not a member of " + group.name);
    }
    return member;
  }

  private static List<UserName> names(Collection<Account> accounts) {
    return accounts.stream().map(account -> account.name).toList();
  }

  /** The event goes to all members, those whom it takes in or sends away included. */
  private void post(
      GroupName group,
      GroupChange change,
      Account by,
      List<UserName> who,
      @Nullable Text topic,
      Audience audience)
      throws Refusal {
    Ledger ledger = office.ledger();
    Event.GroupEvent event =
        new Event.GroupEvent(
            new EntryId(ledger.nextId()), ledger.now(), group, change, by.name, who, topic);
    if (EventCodec.encode(event).length > Limits.MAX_LINE_BYTES) {
      throw new Refusal(
          ErrorCode.TOO_LONG,
          null,
          topic == null
              ? "too many names for one line: name fewer, add the rest later"
              : "the topic is too long for a line");
    }
    ledger.record(new JournalRecord.Posted(event, audience, null));
  }

  private void info(Caller caller, Account account, GroupName name) throws Refusal {
    Group group = office.groups().getForMember(name, account);
    group
        .members()
        .forEach(
            (member, role) ->
                office
                    .effects()
                    .tell(
                        caller,
                        new Event.Member(group.name, member.name, role.admin(), role.joined())));
    office.effects().tell(caller, new Event.End("GROUP", group.members().size()));
  }

  void list(Caller caller, Account account) {
    for (Group group : account.groups.values()) {
      office
          .effects()
          .tell(caller, new Event.GroupOf(group.name, group.members().size(), group.topic));
    }
    office.effects().tell(caller, new Event.End("GROUPS", account.groups.size()));
  }
}
