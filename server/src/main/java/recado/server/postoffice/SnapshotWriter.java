package recado.server.postoffice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.DeviceName;
import recado.protocol.UserName;
import recado.server.store.StateRecord;

/**
 * Writes down a {@link State}, but for entries, accounts and groups; {@link State#restore} reads
 * it.
 */
final class SnapshotWriter {
  private final List<StateRecord> records = new ArrayList<>();

  private SnapshotWriter() {}

  static List<StateRecord> write(State state) {
    SnapshotWriter writer = new SnapshotWriter();
    for (Account account : state.accounts.all()) {
      writer.addAccount(account);
    }
    for (Group group : state.groups.all()) {
      writer.addGroup(group);
    }
    for (Account account : state.accounts.all()) {
      writer.addMailboxes(account); // their streams have been named
    }
    return writer.records;
  }

  private void addAccount(Account account) {
    List<UserName> blocked = account.blocked.stream().map(other -> other.name).toList();
    records.add(
        new StateRecord.OfAccount(account.name, account.lastSeen, account.waitingAfter, blocked));
    for (Device device : account.devices.values()) {
      records.add(
          new StateRecord.OfDevice(
              account.name,
              device.name,
              device.since,
              device.cursor,
              device.lastUsed,
              device.token));
    }
    account.streams().forEach(entry -> addStream(entry.getKey(), entry.getValue()));
    for (SentPage page : account.sent.pages()) {
      records.add(page.toRecord(account));
    }
  }

  private void addStream(Account reader, Stream stream) {
    records.add(new StateRecord.OfStream(stream.sender.name, stream.conversation, stream.lastId()));
    Conversation asReaderSeesIt = Conversation.with(stream.sender.name);
    addProgress(asReaderSeesIt, reader, stream.readers.progressOf(reader));
  }

  private void addGroup(Group group) {
    for (Stream stream : group.streams()) {
      records.add(
          new StateRecord.OfStream(stream.sender.name, stream.conversation, stream.lastId()));
    }
    group
        .allProgress()
        .forEach((reader, progress) -> addProgress(Conversation.in(group.name), reader, progress));
  }

  private void addProgress(Conversation conversation, Account reader, Progress progress) {
    for (DeliveryState of : List.of(DeliveryState.DELIVERED, DeliveryState.READ)) {
      List<StateRecord.Step> steps = progress.stepsOf(of);
      if (!steps.isEmpty()) {
        records.add(new StateRecord.OfProgress(conversation, reader.name, of, steps));
      }
    }
  }

  private void addMailboxes(Account account) {
    addMailbox(account, null, account.waiting);
    for (Device device : account.devices.values()) {
      addMailbox(account, device.name, device.queue);
    }
    account.forEachNewestReceipt(
        (conversation, by, state, id) -> {
          if (account.waitsFor(id)) {
            records.add(new StateRecord.OfReceipt(account.name, conversation, by, state, id));
          }
        });
  }

  private void addMailbox(Account account, @Nullable DeviceName device, MailQueue queue) {
    if (queue.count() > 0) {
      Packing packing = new Packing();
      queue.forEach(packing);
      records.add(
          new StateRecord.OfMailbox(account.name, device, packing.streams, packing.log.toString()));
    }
  }

  /**
   * Writes down what waits: for each entry {@code #} and the place of its stream in the list,
   * counted from 1, if it is another one than before, or 0 for none; then how much greater its id
   * is. It begins with id 0 and no stream.
   */
  private static final class Packing implements MailQueue.Visitor {
    private final PackedWriter log = new PackedWriter();
    private final List<StateRecord.StreamName> streams = new ArrayList<>();
    private final Map<Stream, Integer> places = new HashMap<>();
    private int place;
    private long id;

    @Override
    public void visit(long newId, @Nullable Stream stream) {
      int newPlace = stream == null ? 0 : places.computeIfAbsent(stream, this::add);
      if (newPlace != place) {
        log.put('#').decimal(newPlace);
        place = newPlace;
      }
      log.grow(newId - id);
      id = newId;
    }

    private int add(Stream stream) {
      streams.add(new StateRecord.StreamName(stream.sender.name, stream.conversation));
      return streams.size();
    }
  }
}
