package recado.server.postoffice;

import java.util.ArrayList;
import java.util.List;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.Limits;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.store.Addressee;
import recado.server.store.Audience;
import recado.server.store.JournalRecord;
import recado.server.store.MessageLog;
import recado.server.store.Origin;

/** Messages: sending, acknowledging, reading, and asking what became of them. */
final class MessageDesk {
  private final Office office;

  MessageDesk(Office office) {
    this.office = office;
  }

  void send(Caller caller, Account sender, Device device, Request.Send request) throws Refusal {
    Cid cid = request.cid();
    SentMessages.Sent sent = sender.sent.withCid(cid);
    long id = sent == null ? office.ledger().nextId() : sent.id();
    long time = sent == null ? office.ledger().now() : sent.time();
    if (sent == null) {
      expectFits(request);
      accept(caller, sender, device, request);
    }
    office.effects().tell(caller, new Event.Sent(cid, new EntryId(id), time));
  }

  /** What the protocol allows has been checked where the line was read; an operator allows less. */
  private void expectFits(Request.Send request) throws Refusal {
    int most = office.quotas().textBytes();
    if (most < Limits.MAX_TEXT_BYTES && Text.lengthInBytes(request.text().toString()) > most) {
      throw new Refusal(ErrorCode.TOO_LONG, null, "a text has at most " + most + " bytes here");
    }
  }

  private void accept(Caller caller, Account sender, Device device, Request.Send request)
      throws Refusal {
    Origin origin = new Origin(device.name, request.cid());
    switch (request.to()) {
      case Conversation.OfUser(UserName name) -> {
        Account reader = office.accounts().get(name);
        Addressee to = sender.addressee(reader);
        boolean dropped = reader.blocked.contains(sender);
        Audience audience = dropped ? sender.alone : to.audience();
        office.state().mailboxes.expectRoom(audience);
        post(message(sender, to.to(), request), audience, origin, 1);
      }
      case Conversation.OfGroup(GroupName name) -> {
        Group group = office.groups().getForMember(name, sender);
        Audience audience = group.audience();
        office.state().mailboxes.expectRoom(audience);
        Event.Message message = message(sender, group.addressee().to(), request);
        post(message, audience, origin, audience.users().size() - 1);
      }
      case Conversation.Lobby _ -> {
        Event.Message message = message(sender, Conversation.LOBBY, request);
        post(message, Audience.NOBODY, origin, 0);
        tellLobby(caller, message);
      }
    }
  }

  private static Meter.Kind kind(Conversation to) {
    return switch (to) {
      case Conversation.OfUser _ -> Meter.Kind.USER;
      case Conversation.OfGroup _ -> Meter.Kind.GROUP;
      case Conversation.Lobby _ -> Meter.Kind.LOBBY;
    };
  }

  private Event.Message message(Account sender, Conversation to, Request.Send request) {
    EntryId id = new EntryId(office.ledger().nextId());
    return new Event.Message(id, office.ledger().now(), sender.name, to, request.text());
  }

  private void post(Event.Message message, Audience audience, Origin origin, int recipients) {
    office.meter().sent(kind(message.to()));
    office.ledger().record(new JournalRecord.Posted(message, audience, origin));
    office.effects().then(() -> office.messageLog().accepted(message, recipients));
  }

  private void tellLobby(Caller caller, Event.Message message) {
    Parcel parcel = new Parcel(message);
    for (Account account : office.accounts().online()) {
      for (Caller session : account.sessions) {
        if (session != caller) {
          office.effects().tellLobby(session, parcel, message.id().value());
        }
      }
    }
  }

  void acknowledge(Account reader, Device device, Request.Ack request) throws Refusal {
    long id = request.upTo().value();
    long upTo = acknowledgedUpTo(device, id);
    if (upTo < 0) {
      throw new Refusal(
          ErrorCode.NO_SUCH_MESSAGE, request.upTo(), "nothing with this id was sent here");
    }
    if (device.queue.isEmpty() || device.queue.first() > upTo) {
      return; // acknowledged before
    }
    // Receipts first: a crash in between repeats them, and does not lose them.
    for (Mailboxes.Advance advance : office.state().mailboxes.advances(reader, device, upTo)) {
      tellSender(DeliveryState.DELIVERED, reader, advance);
    }
    Ledger ledger = office.ledger();
    ledger.record(
        new JournalRecord.Acknowledged(
            ledger.nextId(), ledger.now(), reader.name, device.name, upTo));
  }

  /** How far the mailbox is acknowledged by an id; 0 for nothing new, -1 if it was not sent. */
  private static long acknowledgedUpTo(Device device, long id) {
    if (device.isWaitingAndSent(id)) {
      return id;
    }
    Long atLobby = device.positionAtLobby(id);
    if (atLobby != null) {
      return atLobby;
    }
    return device.wasAcknowledged(id) ? 0 : -1;
  }

  /** The person has seen a conversation; its senders are told, unless they are too many. */
  void read(Account reader, Device device, Request.Read request) throws Refusal {
    long seen = seenUpTo(device, request.upTo().value());
    switch (request.conversation()) {
      case Conversation.OfUser(UserName name) -> {
        Account sender = office.accounts().get(name);
        Stream stream = sender.existingStreamTo(reader);
        if (stream != null) {
          read(reader, Conversation.with(sender.name), List.of(stream), 0, seen);
        }
      }
      case Conversation.OfGroup(GroupName name) -> {
        Group group = office.groups().getForMember(name, reader);
        long since = group.memberSince(reader);
        read(reader, Conversation.in(group.name), group.streams(), since, seen);
      }
      case Conversation.Lobby _ -> {} // has no receipts
    }
  }

  /**
   * An id may name something later than what the device has got: that cannot have been seen. A
   * lobby message may have overtaken what was on its way.
   */
  private static long seenUpTo(Device device, long upTo) {
    Long atLobby = device.positionAtLobby(upTo);
    long got = atLobby == null ? device.sentUpTo : atLobby;
    return Math.min(upTo, Math.max(got, device.cursor));
  }

  /** What was written after {@code since} and up to {@code seen} has been read. */
  private void read(
      Account reader, Conversation conversation, Iterable<Stream> streams, long since, long seen) {
    long newest = 0;
    List<Mailboxes.Advance> advances = new ArrayList<>();
    for (Stream stream : streams) {
      boolean own = stream.sender == reader && conversation instanceof Conversation.OfGroup;
      long before = Math.max(since, stream.readers.progressOf(reader).upTo(DeliveryState.READ));
      long upTo = stream.lastUpTo(seen);
      if (!own && upTo > before) {
        advances.add(new Mailboxes.Advance(stream, before, upTo));
        newest = Math.max(newest, upTo);
      }
    }
    if (newest == 0) {
      return;
    }
    for (Mailboxes.Advance advance : advances) {
      tellSender(DeliveryState.READ, reader, advance);
    }
    Ledger ledger = office.ledger();
    ledger.record(
        new JournalRecord.Seen(ledger.nextId(), ledger.now(), reader.name, conversation, newest));
  }

  private void tellSender(DeliveryState state, Account reader, Mailboxes.Advance advance) {
    Ledger ledger = office.ledger();
    Stream stream = advance.stream();
    Account sender = stream.sender;
    MessageLog.Progress progress =
        new MessageLog.Progress(
            state, sender.name, stream.conversation, advance.after(), advance.upTo(), ledger.now());
    office.effects().then(() -> office.messageLog().progressed(progress));
    if (sender == reader || !stream.readers.areFew()) {
      return;
    }
    Event.Receipt receipt =
        new Event.Receipt(
            new EntryId(ledger.nextId()),
            ledger.now(),
            state,
            stream.conversation,
            reader.name,
            new EntryId(advance.upTo()));
    ledger.record(new JournalRecord.Posted(receipt, sender.alone, null));
  }

  void info(Caller caller, Account sender, Request.Info request) throws Refusal {
    long id = request.message().value();
    SentMessages.Sent sent = sender.sent.withId(id);
    if (sent == null) {
      throw new Refusal(
          ErrorCode.NO_SUCH_MESSAGE, request.message(), "you sent no such message of late");
    }
    int count = 0;
    for (Account reader : recipients(sender, sent)) {
      Progress progress = progress(sender, sent, reader);
      DeliveryState state = progress.stateOf(id);
      office
          .effects()
          .tell(
              caller,
              new Event.ReceiptOf(
                  request.message(), reader.name, state, progress.timeOf(state, id)));
      count++;
    }
    office.effects().tell(caller, new Event.End("INFO", count));
  }

  private List<Account> recipients(Account sender, SentMessages.Sent sent) {
    return switch (sent.to().to()) {
      case Conversation.OfUser(UserName name) -> {
        Account reader = office.accounts().find(name);
        yield reader == null ? List.of() : List.of(reader);
      }
      case Conversation.OfGroup _ ->
          sent.to().audience().users().stream()
              .map(office.accounts()::find)
              .filter(reader -> reader != null && reader != sender)
              .toList();
      case Conversation.Lobby _ -> List.of();
    };
  }

  private Progress progress(Account sender, SentMessages.Sent sent, Account reader) {
    if (sent.to().to() instanceof Conversation.OfGroup(GroupName name)) {
      Group group = office.groups().findAlsoEnded(name);
      Progress progress = group == null ? null : group.existingProgressOf(reader);
      return progress == null ? new Progress() : progress;
    }
    if (sent.to().isDropped()) {
      return new Progress(); // which the sender does not notice
    }
    return sender.streamTo(reader).readers.progressOf(reader);
  }

  void typing(Account typist, Request.Typing request) throws Refusal {
    switch (request.conversation()) {
      case Conversation.OfUser(UserName name) -> {
        Account other = office.accounts().get(name);
        if (other != typist && !other.blocked.contains(typist)) {
          tellTyping(other, typist, Conversation.with(typist.name));
        }
      }
      case Conversation.OfGroup(GroupName name) -> {
        Group group = office.groups().getForMember(name, typist);
        for (Account member : group.members().keySet()) {
          if (member != typist) {
            tellTyping(member, typist, Conversation.in(group.name));
          }
        }
      }
      case Conversation.Lobby _ -> {
        for (Account account : office.accounts().online()) {
          if (account != typist) {
            tellTyping(account, typist, Conversation.LOBBY);
          }
        }
      }
    }
  }

  /** Never stored, and not worth a place in the queue of a session that cannot follow. */
  private void tellTyping(Account to, Account typist, Conversation conversation) {
    for (Caller session : to.sessions) {
      if (session.live) {
        office.effects().tell(session, new Event.Typing(conversation, typist.name));
      }
    }
  }
}
