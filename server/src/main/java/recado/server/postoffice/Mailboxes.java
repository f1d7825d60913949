package recado.server.postoffice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.DeviceName;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.UserName;
import recado.server.store.Audience;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;
import recado.server.store.Origin;

/** What waits for whom: puts entries into the queues of devices, and takes out what they have. */
final class Mailboxes {
  private static final Logger LOG = LoggerFactory.getLogger(Mailboxes.class);

  private final Accounts accounts;
  private final Groups groups;
  private final Journal journal;
  private final Effects effects;
  private final Quotas quotas;

  /** Those whose mailbox was full when something was put into it last; it need not be any more. */
  private final Set<Account> full = new HashSet<>();

  private long walks;

  /** What the desk has looked up last; the record that follows from it needs the same. */
  private List<Advance> foreseen = List.of();

  private @Nullable Device foreseenOf;
  private long foreseenUpTo;

  Mailboxes(Accounts accounts, Groups groups, Journal journal, Effects effects, Quotas quotas) {
    this.accounts = accounts;
    this.groups = groups;
    this.journal = journal;
    this.effects = effects;
    this.quotas = quotas;
  }

  /** What cannot be kept for all is kept for nobody, and its sender is told. */
  void expectRoom(Audience audience) throws Refusal {
    if (full.isEmpty()) {
      return;
    }
    for (Account account : lookUp(audience)) {
      if (full.contains(account) && isFull(account)) {
        throw new Refusal(
            ErrorCode.UNAVAILABLE, account.name, "the mailbox of " + account.name + " is full");
      }
      full.remove(account);
    }
  }

  private boolean isFull(Account account) {
    return isFull(account.waiting)
        || account.devices.values().stream().anyMatch(device -> isFull(device.queue));
  }

  private boolean isFull(MailQueue queue) {
    return queue.count() >= quotas.mailboxEntries();
  }

  /** Whether a mailbox is to have an entry that is for it. */
  interface Choice {
    boolean takes(Account account, MailQueue queue, long cursor);
  }

  /** Puts an entry into all its mailboxes and lets live sessions have it. */
  void post(JournalRecord.Posted posted) {
    post(posted, (_, _, _) -> true);
  }

  /** The same, but only for these. */
  void post(JournalRecord.Posted posted, Choice choice) {
    Stream stream = streamOf(posted);
    if (stream != null) {
      stream.add(posted.id());
    }
    Parcel parcel = new Parcel(posted.entry());
    int devices = 0;
    Account[] recipients =
        stream == null
            ? lookUp(posted.audience())
            : stream.readers.recipients().of(posted.audience(), this::lookUp);
    for (Account account : recipients) {
      makeFormerReceiptNeedless(account, posted.entry());
      if (account.devices.isEmpty()
          && choice.takes(account, account.waiting, account.waitingAfter)) {
        put(posted.id(), stream, account, account.waiting);
        devices++;
      }
      for (Device device : account.devices.values()) {
        if (isFor(posted, account, device) && choice.takes(account, device.queue, device.cursor)) {
          put(posted.id(), stream, account, device.queue);
          devices++;
          if (device.caller != null && device.caller.live) {
            effects.deliver(device.caller, parcel, posted.id());
          }
        }
      }
    }
    journal.retain(posted.id(), devices);
  }

  /** Puts back what a snapshot says was in a mailbox, see {@link SnapshotWriter}. */
  void restore(MailQueue queue, Account account, List<Stream> streams, MailboxReader mailbox) {
    while (mailbox.advance()) {
      int place = mailbox.place();
      put(mailbox.id(), place == 0 ? null : streams.get(place - 1), account, queue);
      journal.retain(mailbox.id(), 1);
    }
  }

  private void put(long id, @Nullable Stream stream, Account account, MailQueue queue) {
    queue.add(id, stream);
    if (isFull(queue) && full.add(account)) {
      LOG.warn(
          "the mailbox of {} is full: who writes there is refused until a device has fetched what"
              + " waits ({} entries for a device, see --mailbox-limit)",
          account.name,
          queue.count());
    }
  }

  /**
   * One's own message is neither for the device that sent it nor for one that came later; one to
   * oneself is for all.
   */
  private static boolean isFor(JournalRecord.Posted posted, Account account, Device device) {
    Origin origin = posted.origin();
    if (origin == null
        || !(posted.entry() instanceof Event.Message message)
        || !message.from().equals(account.name)
        || isToOneself(message)) {
      return true;
    }
    return !origin.device().equals(device.name) && posted.id() > device.since;
  }

  private static boolean isToOneself(Event.Message message) {
    return message.to() instanceof Conversation.OfUser(UserName to) && to.equals(message.from());
  }

  private Account[] lookUp(Audience audience) {
    List<Account> found = new ArrayList<>(audience.users().size());
    for (UserName user : audience.users()) {
      Account account = accounts.find(user);
      if (account != null) { // else deleted since
        found.add(account);
      }
    }
    return found.toArray(Account[]::new);
  }

  /**
   * The stream that a message belongs to; null for other entries. A message that its reader never
   * gets, because of a block, goes nowhere. Its group may have ended: when the groups were saved
   * later than the record was written, they do not have it any more.
   */
  private @Nullable Stream streamOf(JournalRecord.Posted posted) {
    if (!(posted.entry() instanceof Event.Message message)) {
      return null;
    }
    Account sender = accounts.find(message.from());
    if (sender == null) {
      return null;
    }
    return switch (message.to()) {
      case Conversation.OfUser(UserName to) -> {
        Account reader = accounts.find(to);
        boolean gets = posted.audience().users().contains(to);
        yield reader == null || !gets ? sender.nowhere : sender.streamTo(reader);
      }
      case Conversation.OfGroup(var name) -> groups.evenEnded(name).streamOf(sender);
      case Conversation.Lobby _ -> null;
    };
  }

  /** Of several receipts that a device has not seen, it gets the newest. */
  private void makeFormerReceiptNeedless(Account account, Event.Entry entry) {
    if (!(entry instanceof Event.Receipt receipt)) {
      return;
    }
    long former =
        account.newestReceipt(
            receipt.conversation(), receipt.by(), receipt.state(), receipt.id().value());
    if (former == 0) {
      return;
    }
    if (account.waiting.remove(former)) {
      journal.release(former);
    }
    for (Device device : account.devices.values()) {
      if (device.queue.remove(former)) {
        journal.release(former);
      }
    }
  }

  /** That all of a stream up to an id has come to one more reader. */
  record Advance(Stream stream, long after, long upTo) {}

  /**
   * What would be new to this reader if one of its devices had everything up to this id, by stream.
   * Changes nothing.
   */
  List<Advance> advances(Account reader, Device device, long upTo) {
    long walk = ++walks;
    List<Stream> met = new ArrayList<>(2);
    device.queue.forEachUpTo(
        upTo,
        (id, stream) -> {
          if (stream != null && stream.meet(id, walk) && isForReader(stream, reader)) {
            met.add(stream);
          }
        });
    List<Advance> advances = new ArrayList<>(met.size());
    for (Stream stream : met) {
      long before = stream.readers.progressOf(reader).upTo(DeliveryState.DELIVERED);
      if (stream.met() > before) {
        advances.add(new Advance(stream, before, stream.met()));
      }
    }
    foreseen = advances;
    foreseenOf = device;
    foreseenUpTo = upTo;
    return advances;
  }

  /** A device has everything up to this id. */
  void acknowledge(Account reader, Device device, long upTo, long time) {
    boolean isForeseen = foreseenOf == device && foreseenUpTo == upTo;
    List<Advance> advances = isForeseen ? foreseen : advances(reader, device, upTo);
    foreseenOf = null;
    for (Advance advance : advances) {
      Progress progress = advance.stream().readers.progressOf(reader);
      progress.advance(DeliveryState.DELIVERED, advance.upTo(), time);
    }
    device.cursor = Math.max(device.cursor, upTo);
    device.lastUsed = time;
    device.queue.leaveUpTo(
        upTo,
        (id, needless) -> {
          device.acknowledge(id); // also a needless one: it may have been sent
          releaseUnless(needless, id);
        });
  }

  /** What had become needless was released then. */
  private void releaseUnless(boolean needless, long id) {
    if (!needless) {
      journal.release(id);
    }
  }

  /** One's own messages make no progress with oneself, but for those to oneself. */
  private static boolean isForReader(Stream stream, Account reader) {
    return stream.sender != reader || stream.conversation.equals(Conversation.with(reader.name));
  }

  /**
   * The device, made if it is new: then it begins where the account's other devices have got to,
   * without what its owner wrote before on one of them.
   *
   * @param at the id of the record that makes it
   */
  Device device(Account account, DeviceName name, long at) {
    Device known = account.devices.get(name);
    if (known != null) {
      return known;
    }
    Device made = new Device(name, at);
    MailQueue inherited = account.waiting;
    made.cursor = account.waitingAfter;
    for (Device other : account.devices.values()) {
      if (inherited == account.waiting || other.cursor > made.cursor) {
        inherited = other.queue;
        made.cursor = other.cursor;
      }
    }
    inherited.forEach(
        (id, stream) -> {
          if (stream == null || isForReader(stream, account)) {
            made.queue.add(id, stream);
            journal.retain(id, 1);
          }
        });
    made.cursor = made.queue.isEmpty() ? at : made.queue.first() - 1;
    account.devices.put(name, made);
    account.waiting.leaveUpTo(Long.MAX_VALUE, (id, needless) -> releaseUnless(needless, id));
    return made;
  }

  /** Drops all devices, and what waits. */
  void erase(Account account) {
    for (DeviceName name : List.copyOf(account.devices.keySet())) {
      forget(account, name);
    }
    account.waiting.leaveUpTo(Long.MAX_VALUE, (id, needless) -> releaseUnless(needless, id));
  }

  /** Drops a device. What waited for an account's last one waits for the next. */
  void forget(Account account, DeviceName name) {
    Device device = account.devices.remove(name);
    if (device == null) {
      return;
    }
    if (account.devices.isEmpty()) {
      account.waitingAfter = device.cursor;
      device.queue.forEach(
          (id, stream) -> {
            account.waiting.add(id, stream);
            journal.retain(id, 1);
          });
    }
    device.queue.leaveUpTo(Long.MAX_VALUE, (id, needless) -> releaseUnless(needless, id));
  }
}
