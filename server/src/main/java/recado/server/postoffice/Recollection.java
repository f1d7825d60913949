package recado.server.postoffice;

import java.util.List;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.store.MessageLog;

/** After a restart, tells the log of messages which of the newest are still on their way. */
final class Recollection {
  private static final int MESSAGES_OF_A_SENDER = 10_000;

  private Recollection() {}

  static void remind(State state, MessageLog log) {
    for (Account sender : state.accounts.all()) {
      sender.sent.forEachOfLast(MESSAGES_OF_A_SENDER, sent -> remind(state, log, sender, sent));
    }
  }

  private static void remind(State state, MessageLog log, Account sender, SentMessages.Sent sent) {
    List<Progress> progress = progressOfReaders(state, sender, sent);
    int undelivered = 0;
    int unread = 0;
    for (Progress one : progress) {
      DeliveryState reached = one.stateOf(sent.id());
      undelivered += one.upTo(DeliveryState.DELIVERED) < sent.id() ? 1 : 0;
      unread += reached != DeliveryState.READ ? 1 : 0;
    }
    if (undelivered + unread > 0) {
      Event.Message message =
          new Event.Message(
              new EntryId(sent.id()), sent.time(), sender.name, sent.to().to(), Text.EMPTY);
      log.remember(message, undelivered, unread);
    }
  }

  private static List<Progress> progressOfReaders(
      State state, Account sender, SentMessages.Sent sent) {
    return switch (sent.to().to()) {
      case Conversation.OfUser(UserName name) -> {
        Account reader = state.accounts.find(name);
        yield reader == null
            ? List.of()
            : List.of(sender.streamTo(reader).readers.progressOf(reader));
      }
      case Conversation.OfGroup(GroupName name) -> {
        Group group = state.groups.findAlsoEnded(name);
        yield group == null
            ? List.of()
            : sent.to().audience().users().stream()
                .map(state.accounts::find)
                .filter(reader -> reader != null && reader != sender)
                .map(group::progressOf)
                .toList();
      }
      case Conversation.Lobby _ -> List.of();
    };
  }
}
