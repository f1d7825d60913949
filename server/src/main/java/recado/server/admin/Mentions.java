package recado.server.admin;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.UserName;
import recado.server.store.Addressee;
import recado.server.store.Credential;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredAccount;
import recado.server.store.StoredGroup;

/** The people whom groups, snapshot and journal name: each of them had an account. */
final class Mentions {
  private final Set<UserName> names = new LinkedHashSet<>();
  private final Map<UserName, String> passwords = new HashMap<>();

  /** The passwords that the journal has last, as PHC strings. */
  Map<UserName, String> passwords() {
    return passwords;
  }

  Set<UserName> names() {
    return names;
  }

  private void add(UserName name) {
    if (!name.isNumber() || StoredAccount.isNumber(name.value())) {
      names.add(name);
    }
  }

  private void addAll(Collection<UserName> all) {
    all.forEach(this::add);
  }

  private void add(Conversation conversation) {
    if (conversation instanceof Conversation.OfUser(UserName name)) {
      add(name);
    }
  }

  void add(StoredGroup.Snapshot groups) {
    for (StoredGroup group : groups.groups()) {
      group.members().forEach(member -> add(member.name()));
    }
  }

  void add(StateRecord line) {
    switch (line) {
      case StateRecord.OfAccount s -> {
        add(s.user());
        addAll(s.blocked());
      }
      case StateRecord.OfDevice s -> add(s.user());
      case StateRecord.OfProgress s -> {
        add(s.reader());
        add(s.conversation());
      }
      case StateRecord.OfStream s -> {
        add(s.sender());
        add(s.conversation());
      }
      case StateRecord.OfMailbox s -> {
        add(s.user());
        for (StateRecord.StreamName stream : s.streams()) {
          add(stream.sender());
          add(stream.conversation());
        }
      }
      case StateRecord.OfReceipt s -> {
        add(s.user());
        add(s.by());
        add(s.conversation());
      }
      case StateRecord.OfSent s -> {
        add(s.sender());
        for (Addressee addressee : s.to()) {
          add(addressee.to());
          addAll(addressee.audience().users());
        }
      }
    }
  }

  void add(JournalRecord record) {
    switch (record) {
      case JournalRecord.Posted posted -> {
        add(posted.entry());
        addAll(posted.audience().users());
      }
      case JournalRecord.Acknowledged r -> add(r.user());
      case JournalRecord.Seen r -> {
        add(r.user());
        add(r.conversation());
      }
      case JournalRecord.SignedOn r -> add(r.user());
      case JournalRecord.SignedOff r -> add(r.user());
      case JournalRecord.PasswordChanged r -> {
        add(r.user());
        passwords.put(r.user(), r.password());
      }
      case JournalRecord.PasswordSet r -> {
        add(r.user());
        passwords.put(r.user(), r.password());
      }
      case JournalRecord.AccountErased r -> {
        add(r.user());
        passwords.put(r.user(), Credential.DELETED.toString());
      }
      case JournalRecord.BlockSet r -> {
        add(r.user());
        add(r.other());
      }
      case JournalRecord.DeviceForgotten r -> add(r.user());
    }
  }

  void add(Event.Entry entry) {
    switch (entry) {
      case Event.Message message -> {
        add(message.from());
        add(message.to());
      }
      case Event.Receipt receipt -> {
        add(receipt.by());
        add(receipt.conversation());
      }
      case Event.GroupEvent event -> {
        add(event.by());
        addAll(event.who());
      }
    }
  }
}
