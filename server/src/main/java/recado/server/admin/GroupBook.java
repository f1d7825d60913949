package recado.server.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.store.Addressee;
import recado.server.store.Audience;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredGroup;
import recado.server.store.files.SalvagedFolder;

/**
 * The groups of a damaged folder: as {@code groups.json} still has them, as their events make them,
 * and, where an event is lost, as later messages show them. For the audience of a message is its
 * group's members, and its version is the id of the event that made them so.
 */
final class GroupBook {
  private final Map<GroupName, Draft> groups = new TreeMap<>();
  private final long includes;
  private final boolean isWhole;

  /** From the snapshot to here no record is missing, and none can have been another group's. */
  private long unbrokenUpTo;

  private long lastNumber;
  private boolean leapt;

  /** A group so far. */
  private static final class Draft {
    final Map<UserName, StoredGroup.Member> members = new LinkedHashMap<>();
    String number = "";
    Text topic = Text.EMPTY;
    long created;
    long changed; // the event that its members are as of
    long asOf; // everything up to here is in it
    boolean guessed;

    void join(UserName name, boolean admin, long time, long since) {
      members.putIfAbsent(name, new StoredGroup.Member(name, admin, time, since));
    }

    void leave(UserName name) {
      members.remove(name);
      expectAdmin();
    }

    void expectAdmin() {
      if (!members.isEmpty() && members.values().stream().noneMatch(StoredGroup.Member::admin)) {
        promote(members.keySet().iterator().next());
      }
    }

    void promote(UserName name) {
      members.computeIfPresent(
          name, (_, m) -> new StoredGroup.Member(name, true, m.joined(), m.since()));
    }
  }

  /** Begins with what {@code groups.json} has. */
  GroupBook(SalvagedFolder.Groups found) {
    includes = found.snapshot().includes();
    isWhole = found.areWhole();
    unbrokenUpTo = includes;
    lastNumber = found.snapshot().lastNumber();
    for (StoredGroup stored : found.snapshot().groups()) {
      Draft draft = new Draft();
      draft.number = stored.number();
      draft.topic = stored.topic();
      draft.created = stored.created();
      draft.changed = stored.changed();
      draft.asOf = Math.max(includes, stored.changed());
      stored.members().forEach(member -> draft.members.put(member.name(), member));
      groups.put(stored.name(), draft);
      lastNumber = Math.max(lastNumber, Long.parseLong(stored.number()));
    }
  }

  /** Whether the file has it, so that what is said elsewhere about it is no news. */
  private boolean isKnown(long id) {
    return isWhole && id <= includes;
  }

  /** The next record; all are to be told, for a group's number is counted. */
  void observe(JournalRecord record) {
    if (record.id() == unbrokenUpTo + 1) {
      unbrokenUpTo++;
    }
    if (record instanceof JournalRecord.Posted posted) {
      observe(posted);
    }
  }

  private void observe(JournalRecord.Posted posted) {
    switch (posted.entry()) {
      case Event.GroupEvent event -> observe(event, posted.audience());
      case Event.Message message -> observe(message.to(), posted.audience(), posted.time());
      case Event.Receipt _ -> {}
    }
  }

  void observe(StateRecord line) {
    if (line instanceof StateRecord.OfSent sent) {
      for (Addressee addressee : sent.to()) {
        observe(addressee.to(), addressee.audience(), sent.time());
      }
    }
  }

  /** A message shows its group's members. */
  private void observe(Conversation to, Audience audience, long time) {
    if (!(to instanceof Conversation.OfGroup(GroupName name))
        || audience.version() == 0
        || isKnown(audience.version())) {
      return;
    }
    Draft group = groups.computeIfAbsent(name, _ -> new Draft());
    if (audience.version() > group.asOf) {
      group.members.keySet().retainAll(audience.users());
      for (UserName member : audience.users()) {
        group.join(member, false, time, audience.version());
      }
      group.expectAdmin();
      group.changed = audience.version();
      group.asOf = audience.version();
      group.guessed = true;
    }
  }

  /**
   * An event changes its group.
   *
   * @param before whom it was for, if that is known
   */
  void observe(Event.GroupEvent event, @Nullable Audience before) {
    long id = event.id().value();
    if (isKnown(id)) {
      return;
    }
    Draft group = groups.computeIfAbsent(event.group(), _ -> new Draft());
    if (id <= group.asOf) {
      return;
    }
    if (group.changed == 0 && before != null) {
      before.users().forEach(member -> group.join(member, false, event.time(), id));
    }
    boolean membersChange =
        switch (event.change()) {
          case CREATED -> {
            group.members.clear();
            group.number = nextNumberIfKnown(id);
            group.topic = Text.EMPTY;
            group.created = event.time();
            group.guessed = false;
            for (UserName name : event.who()) {
              group.join(name, name.equals(event.by()), event.time(), id);
            }
            yield true;
          }
          case ADDED -> {
            event.who().forEach(name -> group.join(name, false, event.time(), id));
            yield true;
          }
          case REMOVED -> {
            event.who().forEach(group::leave);
            yield true;
          }
          case LEFT -> {
            group.leave(event.by());
            yield true;
          }
          case PROMOTED -> {
            event.who().forEach(group::promote);
            yield false;
          }
          case TOPIC -> {
            group.topic = event.topic() == null ? group.topic : event.topic();
            yield false;
          }
        };
    group.asOf = id;
    if (membersChange) {
      group.changed = id;
    } else if (group.changed == 0) {
      group.changed = before == null || before.version() == 0 ? id : before.version();
    }
  }

  /** The groups, as of the last record, and a remark for each that may not be as it was. */
  StoredGroup.Snapshot snapshot(long lastId, Consumer<String> remarks) {
    List<StoredGroup> stored = new ArrayList<>();
    groups.forEach(
        (name, group) -> {
          if (group.members.isEmpty()) {
            return; // it has ended
          }
          group.expectAdmin();
          boolean isNew = group.number.isEmpty();
          if (isNew) {
            group.number = newNumber();
          }
          stored.add(
              new StoredGroup(
                  name,
                  group.number,
                  group.topic,
                  group.created,
                  group.changed,
                  List.copyOf(group.members.values())));
          if (group.guessed || isNew) {
            remarks.accept(remark(name, group, isNew));
          }
        });
    return new StoredGroup.Snapshot(Math.max(lastId, includes), lastNumber, stored);
  }

  private static String remark(GroupName name, Draft group, boolean isNew) {
    StringBuilder remark = new StringBuilder("groups.json: the group ").append(name);
    remark.append(" is made again as of record ").append(group.changed);
    remark.append(isNew ? ", with a new number, " + group.number : "");
    remark.append(": check who is in it:");
    for (StoredGroup.Member member : group.members.values()) {
      remark.append(' ').append(member.name()).append(member.admin() ? " (admin)" : "");
    }
    return remark.toString();
  }

  /** A group's number is one more than the last one's. */
  private String nextNumberIfKnown(long id) {
    if (!isWhole || id > unbrokenUpTo || leapt) {
      return "";
    }
    lastNumber++;
    return Long.toString(lastNumber);
  }

  private String newNumber() {
    if (!leapt) {
      lastNumber += Leap.NUMBERS;
      leapt = true;
    }
    lastNumber++;
    return Long.toString(lastNumber);
  }
}
