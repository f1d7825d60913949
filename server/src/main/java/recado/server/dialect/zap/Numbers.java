package recado.server.dialect.zap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import recado.protocol.GroupName;
import recado.protocol.UserName;

/**
 * The numbers of accounts and groups, by their names, and names for new groups. The books are asked
 * when there is something new, by one for all who want to know. Thread-safe; may wait.
 */
final class Numbers {
  private static final String GROUP_NAME = "zap-";

  private final Books books;
  private final ReentrantLock asking = new ReentrantLock();

  /** An account's number never changes, and no other gets its name. */
  private final Map<UserName, ZapId> accounts = new ConcurrentHashMap<>();

  /** That of a group which nobody is in any more, and whose number was not known here before. */
  private static final ZapId ENDED = new ZapId("2000000000000");

  // Guarded by the lock.
  private Map<GroupName, Books.GroupRow> groups = new HashMap<>();
  private final Map<GroupName, ZapId> groupIds = new HashMap<>(); // also of those that have ended
  private boolean groupsKnown;
  private long groupsAskedAt;
  private long lastGroup;

  Numbers(Books books) {
    this.books = books;
  }

  /**
   * An account's.
   *
   * @throws IOException if that cannot be known
   */
  ZapId of(UserName user) throws IOException, InterruptedException {
    if (user.isNumber()) {
      return new ZapId(user.value());
    }
    ZapId id = accounts.get(user);
    return id == null ? ask(user) : id;
  }

  private ZapId ask(UserName user) throws IOException, InterruptedException {
    asking.lockInterruptibly();
    try {
      if (!accounts.containsKey(user)) {
        books.accounts().forEach((name, number) -> accounts.put(name, new ZapId(number)));
      }
    } finally {
      asking.unlock();
    }
    ZapId id = accounts.get(user);
    if (id == null) {
      throw new IOException("no account has the name " + user);
    }
    return id;
  }

  /** All of theirs. */
  List<ZapId> of(Iterable<UserName> users) throws IOException, InterruptedException {
    List<ZapId> ids = new ArrayList<>();
    for (UserName user : users) {
      ids.add(of(user));
    }
    return ids;
  }

  /**
   * A group's, as it was when last asked about.
   *
   * @throws IOException if that cannot be known
   */
  ZapId of(GroupName group) throws IOException, InterruptedException {
    asking.lockInterruptibly();
    try {
      if (!groupIds.containsKey(group)) {
        askForGroups();
      }
      return groupIds.getOrDefault(group, ENDED);
    } finally {
      asking.unlock();
    }
  }

  /**
   * A group as it is now, or was a moment ago: its name may have been another group's before. Empty
   * if nobody is in it any more.
   *
   * @throws IOException if that cannot be known
   */
  Optional<Books.GroupRow> row(GroupName group) throws IOException, InterruptedException {
    long now = System.nanoTime();
    asking.lockInterruptibly();
    try {
      if (!groupsKnown || groupsAskedAt - now < 0) { // else somebody has asked while we waited
        askForGroups();
      }
      return Optional.ofNullable(groups.get(group));
    } finally {
      asking.unlock();
    }
  }

  private void askForGroups() throws IOException, InterruptedException {
    groupsAskedAt = System.nanoTime();
    groups = new HashMap<>();
    for (Books.GroupRow row : books.groups()) {
      groups.put(row.name(), row);
      groupIds.put(row.name(), new ZapId(row.number()));
    }
    groupsKnown = true;
  }

  /**
   * A name for a group whose maker gives it none.
   *
   * @throws IOException if it cannot be known which are taken
   */
  GroupName newGroup() throws IOException, InterruptedException {
    asking.lockInterruptibly();
    try {
      askForGroups();
      GroupName name;
      do {
        lastGroup++;
        name = new GroupName(GROUP_NAME + lastGroup);
      } while (groups.containsKey(name));
      return name;
    } finally {
      asking.unlock();
    }
  }
}
