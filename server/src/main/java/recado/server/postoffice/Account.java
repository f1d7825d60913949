package recado.server.postoffice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.DeviceName;
import recado.protocol.GroupName;
import recado.protocol.UserName;
import recado.server.store.Addressee;
import recado.server.store.Audience;
import recado.server.store.Credential;
import recado.server.store.StoredAccount;

/** A person: password, devices, blocks, groups, and the messages they send. */
final class Account {
  final UserName name;
  final String number;
  final long created;

  /** As {@link Credential} writes it. */
  String password;

  /** When last online, in milliseconds since 1970-01-01 UTC; 0 for never. */
  long lastSeen;

  /** Since when online; meaningful while there are sessions. */
  long onlineSince;

  final Map<DeviceName, Device> devices = new LinkedHashMap<>();

  /** What waits for the first device, while there is none: entries after {@link #waitingAfter}. */
  final MailQueue waiting = new MailQueue();

  long waitingAfter;
  final Set<Account> blocked = new HashSet<>();
  final Map<GroupName, Group> groups = new TreeMap<>();
  final SentMessages sent = new SentMessages();
  final List<Caller> sessions = new ArrayList<>();
  final Set<Caller> watchers = new HashSet<>();

  /** The newest receipt of each kind, which makes the former needless. */
  private final Map<ReceiptKey, Long> newestReceipts = new HashMap<>();

  /** For what goes nowhere any more: dropped by a block, or to a group that has ended. */
  final Stream nowhere = new Stream(this, Conversation.LOBBY, new NoReaders());

  /** This person and nobody else. */
  final Audience alone;

  private final Map<Account, Stream> direct = new HashMap<>();

  /** The one of {@link #direct} that was asked for last: it is asked for thrice for a message. */
  private @Nullable Stream lastDirect;

  private @Nullable Account lastReader;

  private record ReceiptKey(Conversation conversation, UserName by, DeliveryState state) {}

  Account(UserName name, String number, long created, String password) {
    this.name = name;
    this.number = number;
    this.created = created;
    this.password = password;
    alone = Audience.of(name);
  }

  Credential credential() {
    return Credential.parse(password);
  }

  StoredAccount toStored() {
    return new StoredAccount(name, number, password, created);
  }

  /** By name, so that what is kept by account has the same order whenever the same happens. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Whether only its name is left, which stays taken. */
  boolean isDeleted() {
    return password.equals(Credential.DELETED.toString());
  }

  boolean isOnline() {
    return !sessions.isEmpty();
  }

  /** What this person sends to that one. */
  Stream streamTo(Account reader) {
    Stream last = lastDirect;
    if (last != null && lastReader == reader) {
      return last;
    }
    Stream stream =
        direct.computeIfAbsent(
            reader,
            _ -> new Stream(this, Conversation.with(reader.name), new OneReader(this, reader)));
    lastDirect = stream;
    lastReader = reader;
    return stream;
  }

  /** That reader, as an addressee of this person: one object for all messages. */
  Addressee addressee(Account reader) {
    return ((OneReader) streamTo(reader).readers).addressee;
  }

  @Nullable Stream existingStreamTo(Account reader) {
    return direct.get(reader);
  }

  Collection<Map.Entry<Account, Stream>> streams() {
    return direct.entrySet();
  }

  /** Notes a receipt for this person; returns the id of the one it makes needless, or 0. */
  long newestReceipt(Conversation conversation, UserName by, DeliveryState state, long id) {
    Long former = newestReceipts.put(new ReceiptKey(conversation, by, state), id);
    return former == null ? 0 : former;
  }

  /** Told of the newest receipt of each kind. */
  interface ReceiptVisitor {
    void visit(Conversation conversation, UserName by, DeliveryState state, long id);
  }

  void forEachNewestReceipt(ReceiptVisitor visitor) {
    newestReceipts.forEach(
        (key, id) -> visitor.visit(key.conversation(), key.by(), key.state(), id));
  }

  /** Those that nobody waits for any more make nothing needless. */
  void forgetOldReceipts() {
    newestReceipts.values().removeIf(id -> !waitsFor(id));
  }

  /** Whether an entry waits for one of the devices. */
  boolean waitsFor(long id) {
    return waiting.contains(id) || devices.values().stream().anyMatch(d -> d.queue.contains(id));
  }

  /** Nobody's progress is kept. */
  private static final class NoReaders implements Readers {
    private final Recipients recipients = new Recipients();

    @Override
    public Recipients recipients() {
      return recipients;
    }

    @Override
    public Progress progressOf(Account reader) {
      return new Progress();
    }

    @Override
    public boolean areFew() {
      return false;
    }
  }

  /** The one at the other end of a private conversation. */
  private static final class OneReader implements Readers {
    private final Progress progress = new Progress();
    private final Recipients recipients = new Recipients();
    private final Addressee addressee;

    OneReader(Account sender, Account reader) {
      Audience audience =
          sender == reader ? Audience.of(sender.name) : Audience.of(sender.name, reader.name);
      addressee = new Addressee(Conversation.with(reader.name), audience);
    }

    @Override
    public Progress progressOf(Account reader) {
      return progress;
    }

    @Override
    public Recipients recipients() {
      return recipients;
    }

    @Override
    public boolean areFew() {
      return true;
    }
  }
}
