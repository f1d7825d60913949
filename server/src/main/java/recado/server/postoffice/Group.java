package recado.server.postoffice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.GroupName;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.store.Addressee;
import recado.server.store.Audience;
import recado.server.store.StoredGroup;

/** A group: its members in the order in which they joined, and how far each has come. */
final class Group implements Readers {
  /** In larger groups, receipts are not sent as events. */
  static final int MAX_MEMBERS_WITH_RECEIPTS = 32;

  /**
   * A member's part in it.
   *
   * @param joined milliseconds since 1970-01-01 UTC
   * @param since the id of the group event by which they joined
   */
  record Role(boolean admin, long joined, long since) {}

  final GroupName name;
  private String number = "";
  private long created;
  Text topic = Text.EMPTY;
  private final Map<Account, Role> members = new LinkedHashMap<>();
  private final Map<Account, Progress> progress = new HashMap<>();
  private final Map<Account, Stream> streams = new HashMap<>();
  private final Recipients recipients = new Recipients();
  private Addressee addressee;

  Group(GroupName name) {
    this.name = name;
    addressee = new Addressee(Conversation.in(name), Audience.NOBODY);
  }

  /** Begins, or begins anew under a name whose former group has ended. */
  void begin(String newNumber, long time) {
    number = newNumber;
    created = time;
    topic = Text.EMPTY;
  }

  String number() {
    return number;
  }

  /** Whether it has no members: then it is kept for what was said in it alone. */
  boolean hasEnded() {
    return members.isEmpty();
  }

  Map<Account, Role> members() {
    return members;
  }

  /** All members, as the group event with this id left them. */
  Audience audience() {
    return addressee.audience();
  }

  /** The group with its members of now: one object for all messages until they change. */
  Addressee addressee() {
    return addressee;
  }

  boolean has(Account account) {
    return members.containsKey(account);
  }

  boolean hasAdmin(Account account) {
    Role role = members.get(account);
    return role != null && role.admin();
  }

  void join(Account account, Role role) {
    members.put(account, role);
    account.groups.put(name, this);
  }

  /** The id of the event by which this member joined. */
  long memberSince(Account account) {
    Role role = members.get(account);
    return role == null ? Long.MAX_VALUE : role.since();
  }

  /** Lets a member go; when that was the last admin, who joined first is admin. */
  void leave(Account account) {
    members.remove(account);
    account.groups.remove(name, this);
    if (members.values().stream().noneMatch(Role::admin) && !members.isEmpty()) {
      promote(members.keySet().iterator().next());
    }
  }

  void promote(Account account) {
    members.computeIfPresent(account, (_, role) -> new Role(true, role.joined(), role.since()));
  }

  /** The members have changed, by the group event with this id. */
  void membersChanged(long eventId) {
    List<UserName> names = new ArrayList<>(members.size());
    for (Account member : members.keySet()) {
      names.add(member.name);
    }
    addressee = new Addressee(addressee.to(), new Audience(eventId, names));
  }

  /** What this member sends to the group. */
  Stream streamOf(Account sender) {
    return streams.computeIfAbsent(sender, _ -> new Stream(sender, Conversation.in(name), this));
  }

  Iterable<Stream> streams() {
    return streams.values();
  }

  @Override
  public Progress progressOf(Account reader) {
    return progress.computeIfAbsent(reader, _ -> new Progress());
  }

  @Nullable Progress existingProgressOf(Account reader) {
    return progress.get(reader);
  }

  Map<Account, Progress> allProgress() {
    return progress;
  }

  /** Whether anything is known of what was said here. */
  boolean hasHistory() {
    return !progress.isEmpty() || !streams.isEmpty();
  }

  void forgetHistory() {
    progress.clear();
    streams.clear();
  }

  @Override
  public Recipients recipients() {
    return recipients;
  }

  @Override
  public boolean areFew() {
    return members.size() <= MAX_MEMBERS_WITH_RECEIPTS;
  }

  StoredGroup toStored() {
    List<StoredGroup.Member> stored = new ArrayList<>(members.size());
    members.forEach(
        (account, role) ->
            stored.add(
                new StoredGroup.Member(account.name, role.admin(), role.joined(), role.since())));
    return new StoredGroup(name, number, topic, created, audience().version(), stored);
  }
}
