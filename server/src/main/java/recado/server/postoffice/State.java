package recado.server.postoffice;

import java.util.IdentityHashMap;
import java.util.List;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.UserName;
import recado.server.store.Addressee;
import recado.server.store.Audience;
import recado.server.store.Credential;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredGroup;

/**
 * All that the post office knows. What must survive a restart changes by {@link #apply} alone: a
 * running server applies what it decides, a starting one what its journal says was decided. (Who is
 * connected, and how far each connection has been served, lives in {@link Caller}s; new accounts
 * and passwords have a store of their own.)
 */
final class State implements Journal.Recovery {
  private static final Addressee LOBBY = new Addressee(Conversation.LOBBY, Audience.NOBODY);

  /** While a snapshot is read: what its addressees became, object for object. */
  private final IdentityHashMap<Addressee, Addressee> restored = new IdentityHashMap<>();

  final Accounts accounts = new Accounts();
  final Groups groups = new Groups(accounts);
  final Mailboxes mailboxes;
  final Quotas quotas;

  State(Journal journal, Effects effects, Quotas quotas) {
    this.quotas = quotas;
    mailboxes = new Mailboxes(accounts, groups, journal, effects, quotas);
  }

  @Override
  public void apply(JournalRecord record) {
    switch (record) {
      case JournalRecord.Posted posted -> post(posted);
      case JournalRecord.Acknowledged acknowledged -> acknowledge(acknowledged);
      case JournalRecord.Seen seen -> see(seen);
      case JournalRecord.SignedOn signedOn -> signOn(signedOn);
      case JournalRecord.SignedOff signedOff -> signOff(signedOff);
      case JournalRecord.PasswordChanged changed -> changePassword(changed);
      case JournalRecord.PasswordSet set -> setPassword(account(set.user()), set.password());
      case JournalRecord.AccountErased erased -> erase(account(erased.user()));
      case JournalRecord.BlockSet set -> setBlock(set);
      case JournalRecord.DeviceForgotten forgotten ->
          mailboxes.forget(account(forgotten.user()), forgotten.device());
    }
  }

  /** Lets go of what means nothing any more; what remains gives the same answers. */
  void forgetOld(long now) {
    for (Account account : accounts.all()) {
      account.forgetOldReceipts();
      account.sent.forgetBefore(now - SentMessages.KEPT.toMillis());
    }
    groups.forgetEnded();
  }

  private void post(JournalRecord.Posted posted) {
    switch (posted.entry()) {
      case Event.GroupEvent event -> groups.apply(event);
      case Event.Message message -> remember(posted, message);
      case Event.Receipt _ -> {} // what it follows from comes next
    }
    mailboxes.post(posted);
  }

  private void remember(JournalRecord.Posted posted, Event.Message message) {
    if (posted.origin() == null) {
      throw new IllegalArgumentException("message " + posted.id() + " without an origin");
    }
    Account sender = account(message.from());
    sender.lastSeen = message.time();
    Device device = sender.devices.get(posted.origin().device());
    if (device != null) {
      device.lastUsed = message.time();
    }
    Addressee to = shared(sender, new Addressee(message.to(), posted.audience()));
    sender.sent.add(new SentMessages.Sent(posted.origin().cid(), posted.id(), posted.time(), to));
  }

  /** An addressee like this that many messages have in common. */
  private Addressee shared(Account sender, Addressee read) {
    Addressee known =
        switch (read.to()) {
          case Conversation.OfUser(UserName name) -> sender.addressee(account(name));
          case Conversation.OfGroup(GroupName name) -> groups.evenEnded(name).addressee();
          case Conversation.Lobby _ -> LOBBY;
        };
    return known.equals(read) ? known : read;
  }

  private void acknowledge(JournalRecord.Acknowledged acknowledged) {
    Account reader = account(acknowledged.user());
    reader.lastSeen = acknowledged.time();
    Device device = device(reader, acknowledged);
    mailboxes.acknowledge(reader, device, acknowledged.upTo(), acknowledged.time());
  }

  private static Device device(Account account, JournalRecord.Acknowledged acknowledged) {
    Device device = account.devices.get(acknowledged.device());
    if (device == null) {
      throw new IllegalStateException("record " + acknowledged.id() + " of an unknown device");
    }
    return device;
  }

  private void see(JournalRecord.Seen seen) {
    Account reader = account(seen.user());
    progress(seen.conversation(), reader).advance(DeliveryState.READ, seen.upTo(), seen.time());
  }

  /** How far this reader has come in a conversation, as the reader sees it. */
  private Progress progress(Conversation conversation, Account reader) {
    return switch (conversation) {
      case Conversation.OfUser(UserName other) ->
          account(other).streamTo(reader).readers.progressOf(reader);
      case Conversation.OfGroup(GroupName name) -> groups.evenEnded(name).progressOf(reader);
      case Conversation.Lobby _ -> throw new IllegalArgumentException("the lobby has no progress");
    };
  }

  private void signOn(JournalRecord.SignedOn signedOn) {
    Account account = account(signedOn.user());
    Device device = mailboxes.device(account, signedOn.device(), signedOn.id());
    device.lastUsed = signedOn.time();
    account.lastSeen = signedOn.time();
    if (signedOn.newToken() != null) {
      device.token = signedOn.newToken();
    }
  }

  private void signOff(JournalRecord.SignedOff signedOff) {
    Account account = account(signedOff.user());
    account.lastSeen = signedOff.time();
    Device device = account.devices.get(signedOff.device());
    if (device != null) {
      device.lastUsed = signedOff.time();
    }
  }

  private void changePassword(JournalRecord.PasswordChanged changed) {
    Account account = account(changed.user());
    account.password = changed.password();
    for (Device device : account.devices.values()) {
      device.token = device.name.equals(changed.device()) ? changed.newToken() : null;
    }
  }

  private static void setPassword(Account account, String password) {
    account.password = password;
    account.devices.values().forEach(device -> device.token = null);
  }

  private void erase(Account account) {
    account.password = Credential.DELETED.toString();
    account.blocked.clear();
    for (Account other : accounts.all()) {
      other.blocked.remove(account);
    }
    mailboxes.erase(account);
  }

  private void setBlock(JournalRecord.BlockSet set) {
    Account account = account(set.user());
    Account other = account(set.other());
    if (set.blocked()) {
      account.blocked.add(other);
    } else {
      account.blocked.remove(other);
    }
  }

  @Override
  public void restore(StoredGroup.Snapshot snapshot) {
    groups.restore(snapshot);
  }

  @Override
  public void restore(StateRecord state) {
    switch (state) {
      case StateRecord.OfAccount s -> {
        Account account = account(s.user());
        account.lastSeen = s.lastSeen();
        account.waitingAfter = s.waitingAfter();
        for (UserName blocked : s.blocked()) {
          account.blocked.add(account(blocked));
        }
      }
      case StateRecord.OfDevice s -> {
        Device device = new Device(s.device(), s.since());
        device.cursor = s.cursor();
        device.lastUsed = s.lastUsed();
        device.token = s.token();
        account(s.user()).devices.put(s.device(), device);
      }
      case StateRecord.OfProgress s ->
          progress(s.conversation(), account(s.reader())).restore(s.state(), s.steps());
      case StateRecord.OfStream s -> {
        if (!(s.conversation() instanceof Conversation.Lobby)) {
          stream(s.sender(), s.conversation()).restoreLastId(s.lastId());
        }
      }
      case StateRecord.OfMailbox s -> restoreMailbox(s);
      case StateRecord.OfReceipt s ->
          account(s.user()).newestReceipt(s.conversation(), s.by(), s.state(), s.id());
      case StateRecord.OfSent s -> {
        Account sender = account(s.sender());
        List<Addressee> to =
            s.to().stream()
                .map(read -> restored.computeIfAbsent(read, _ -> shared(sender, read)))
                .toList();
        for (SentReader reader = SentReader.of(s, to); reader.advance(); ) {
          sender.sent.add(reader.sent());
        }
      }
    }
  }

  private void restoreMailbox(StateRecord.OfMailbox s) {
    Account account = account(s.user());
    Device device = s.device() == null ? null : account.devices.get(s.device());
    if (s.device() != null && device == null) {
      throw new IllegalStateException("the mailbox of an unknown device, " + s.device());
    }
    List<Stream> streams =
        s.streams().stream().map(name -> stream(name.sender(), name.conversation())).toList();
    mailboxes.restore(
        device == null ? account.waiting : device.queue, account, streams, MailboxReader.of(s));
  }

  /** What somebody sends into a conversation; the lobby stands for what goes nowhere. */
  private Stream stream(UserName name, Conversation conversation) {
    Account sender = account(name);
    return switch (conversation) {
      case Conversation.OfUser(UserName to) -> sender.streamTo(account(to));
      case Conversation.OfGroup(GroupName group) -> groups.evenEnded(group).streamOf(sender);
      case Conversation.Lobby _ -> sender.nowhere;
    };
  }

  /**
   * Everything has been read: what waits may have been sent before the restart, as far as we know.
   */
  void recovered(long lastId) {
    restored.clear();
    for (Account account : accounts.all()) {
      for (Device device : account.devices.values()) {
        device.acknowledgedUnknownUpTo = lastId;
        if (!device.queue.isEmpty()) {
          device.sentUpTo = device.queue.last();
        }
      }
    }
  }

  /** An account that a record names and that therefore must exist. */
  private Account account(UserName name) {
    Account account = accounts.find(name);
    if (account == null) {
      throw new IllegalStateException(
          name + " has no account: users.csv and the journal do not match");
    }
    return account;
  }
}
