package recado.server.postoffice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.GroupChange;
import recado.protocol.GroupName;
import recado.protocol.UserName;
import recado.server.store.Addressee;
import recado.server.store.StoredGroup;

/** All groups, as their events have made them. */
final class Groups {
  private final Accounts accounts;
  private final Map<GroupName, Group> byName = new HashMap<>();
  private final Map<String, Group> byNumber = new HashMap<>();
  private long lastNumber;

  /** The id of the last record whose effect is in here. */
  private long includes;

  private boolean changed;

  Groups(Accounts accounts) {
    this.accounts = accounts;
  }

  void restore(StoredGroup.Snapshot snapshot) {
    includes = snapshot.includes();
    lastNumber = snapshot.lastNumber();
    for (StoredGroup stored : snapshot.groups()) {
      Group group = new Group(stored.name());
      group.begin(stored.number(), stored.created());
      group.topic = stored.topic();
      for (StoredGroup.Member member : stored.members()) {
        group.join(
            known(member.name()), new Group.Role(member.admin(), member.joined(), member.since()));
      }
      group.membersChanged(stored.changed());
      add(group);
    }
  }

  private Account known(UserName name) {
    Account account = accounts.find(name);
    if (account == null) {
      throw new IllegalStateException(
          name + " is in a group but has no account: users.csv and groups.json do not match");
    }
    return account;
  }

  private void add(Group group) {
    byName.put(group.name, group);
    byNumber.put(group.number(), group);
  }

  /** By name or by number. */
  @Nullable Group find(GroupName name) {
    Group group = byName.get(name);
    if (group == null && name.isNumber()) {
      group = byNumber.get(name.value());
    }
    return group == null || group.hasEnded() ? null : group;
  }

  /** Also one that has no members any more: what was said in it may still be under way. */
  @Nullable Group findAlsoEnded(GroupName name) {
    return byName.get(name);
  }

  /** The same, made without members if need be. */
  Group evenEnded(GroupName name) {
    return byName.computeIfAbsent(name, _ -> new Group(name));
  }

  Group get(GroupName name) throws Refusal {
    Group group = find(name);
    if (group == null) {
      throw new Refusal(ErrorCode.NO_SUCH_GROUP, null, "there is no group " + name);
    }
    return group;
  }

  /** The group, of which this must be a member. */
  Group getForMember(GroupName name, Account account) throws Refusal {
    Group group = get(name);
    if (!group.has(account)) {
      throw new Refusal(ErrorCode.NOT_A_MEMBER, null, "you are not a member of " + group.name);
    }
    return group;
  }

  /** Those that have ended, too. */
  Collection<Group> all() {
    return byName.values();
  }

  /** Lets go of those that have ended and in which nothing matters any more. */
  void forgetEnded() {
    byName.values().removeAll(forgettable());
  }

  /**
   * Those that have ended, when nobody waits for a message in them any more and nobody may ask
   * about one.
   */
  Set<Group> forgettable() {
    Set<Group> ended = new HashSet<>();
    for (Group group : byName.values()) {
      if (group.hasEnded()) {
        ended.add(group);
      }
    }
    keepWhatMatters(ended);
    return ended;
  }

  private boolean matters(Group group) {
    Set<Group> forgettable = new HashSet<>(Set.of(group));
    keepWhatMatters(forgettable);
    return forgettable.isEmpty();
  }

  /** Takes out those in which somebody waits for a message, or about which somebody may ask. */
  private void keepWhatMatters(Set<Group> forgettable) {
    for (Account account : accounts.all()) {
      if (forgettable.isEmpty()) {
        return;
      }
      for (SentPage page : account.sent.pages()) {
        for (Addressee to : page.addressees()) {
          if (to.to() instanceof Conversation.OfGroup(GroupName name)) {
            forgettable.remove(byName.get(name));
          }
        }
      }
      MailQueue.Visitor keeping =
          (_, stream) -> {
            if (stream != null && stream.sender != account && stream.readers instanceof Group g) {
              forgettable.remove(g);
            }
          };
      account.waiting.forEach(keeping);
      account.devices.values().forEach(device -> device.queue.forEach(keeping));
    }
  }

  /** Lets an event happen, unless what was restored has it already. */
  void apply(Event.GroupEvent event) {
    if (event.change() == GroupChange.CREATED) {
      forgetFormer(event.group());
    }
    long id = event.id().value();
    if (id <= includes) {
      return;
    }
    includes = id;
    changed = true;
    switch (event.change()) {
      case CREATED -> create(event);
      case ADDED -> {
        Group group = existing(event);
        for (UserName name : event.who()) {
          group.join(known(name), new Group.Role(false, event.time(), id));
        }
        group.membersChanged(id);
      }
      case REMOVED -> leave(event, event.who());
      case LEFT -> leave(event, List.of(event.by()));
      case PROMOTED -> existing(event).promote(known(event.who().getFirst()));
      case TOPIC -> {
        if (event.topic() != null) {
          existing(event).topic = event.topic();
        }
      }
    }
  }

  private Group existing(Event.GroupEvent event) {
    Group group = byName.get(event.group());
    if (group == null) {
      throw new IllegalStateException(
          "event " + event.id() + " is about " + event.group() + ", which does not exist");
    }
    return group;
  }

  /**
   * A group begins, perhaps under the name of one that has ended and that {@link #forgetEnded} may
   * or may not have met: both must give the same.
   */
  private void forgetFormer(GroupName name) {
    Group former = byName.get(name);
    if (former != null && former.hasHistory() && !matters(former)) {
      former.forgetHistory();
    }
  }

  private void create(Event.GroupEvent event) {
    lastNumber++;
    Group group = evenEnded(event.group());
    group.begin(Long.toString(lastNumber), event.time());
    for (UserName name : event.who()) {
      boolean admin = name.equals(event.by());
      group.join(known(name), new Group.Role(admin, event.time(), event.id().value()));
    }
    group.membersChanged(event.id().value());
    add(group);
  }

  private void leave(Event.GroupEvent event, List<UserName> leaving) {
    Group group = existing(event);
    for (UserName name : leaving) {
      group.leave(known(name));
    }
    group.membersChanged(event.id().value());
    if (group.hasEnded()) {
      byNumber.remove(group.number());
    }
  }

  /** Whether something has changed since the last {@link #snapshot}. */
  boolean hasChanged() {
    return changed;
  }

  StoredGroup.Snapshot snapshot() {
    changed = false;
    List<StoredGroup> stored = new ArrayList<>(byName.size());
    for (Group group : byName.values()) {
      if (!group.hasEnded()) {
        stored.add(group.toStored());
      }
    }
    stored.sort((a, b) -> a.name().compareTo(b.name()));
    return new StoredGroup.Snapshot(includes, lastNumber, stored);
  }
}
