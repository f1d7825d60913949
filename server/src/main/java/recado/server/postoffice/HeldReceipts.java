package recado.server.postoffice;

import java.util.ArrayList;
import java.util.List;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.Event;
import recado.protocol.UserName;
import recado.server.store.JournalRecord;

/**
 * Receipts are written before the record that they follow from, and wait here for it. Where records
 * between them are lost, it may be one of those: a receipt is true then only if the record that
 * comes next says as much. Owned by one thread.
 */
final class HeldReceipts {
  private final List<JournalRecord.Posted> held = new ArrayList<>();
  private final IdRanges dropped = new IdRanges();

  /** Takes the record if it is a receipt. */
  boolean hold(JournalRecord record) {
    if (record instanceof JournalRecord.Posted posted && posted.entry() instanceof Event.Receipt) {
      held.add(posted);
      return true;
    }
    return false;
  }

  /** Those that are true because of this record, the next that is none; the others are dropped. */
  List<JournalRecord.Posted> followingFrom(JournalRecord cause) {
    int unbroken = held.size(); // from here on no record is missing
    long next = cause.id();
    while (unbroken > 0 && held.get(unbroken - 1).id() == next - 1) {
      unbroken--;
      next--;
    }
    List<JournalRecord.Posted> kept = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      JournalRecord.Posted posted = held.get(i);
      if (i >= unbroken || covers(cause, posted)) {
        kept.add(posted);
      } else {
        dropped.add(posted.id());
      }
    }
    held.clear();
    return kept;
  }

  private static boolean covers(JournalRecord cause, JournalRecord.Posted posted) {
    if (!(posted.entry() instanceof Event.Receipt receipt)) {
      return false;
    }
    return switch (cause) {
      case JournalRecord.Acknowledged acknowledged ->
          receipt.state() == DeliveryState.DELIVERED
              && receipt.by().equals(acknowledged.user())
              && receipt.upTo().value() <= acknowledged.upTo();
      case JournalRecord.Seen seen ->
          receipt.state() == DeliveryState.READ
              && receipt.by().equals(seen.user())
              && receipt.upTo().value() <= seen.upTo()
              && asReaderSeesIt(posted, receipt).equals(seen.conversation());
      case JournalRecord.Posted _,
          JournalRecord.SignedOn _,
          JournalRecord.SignedOff _,
          JournalRecord.PasswordChanged _,
          JournalRecord.PasswordSet _,
          JournalRecord.AccountErased _,
          JournalRecord.BlockSet _,
          JournalRecord.DeviceForgotten _ ->
          false;
    };
  }

  /** The receipt names the conversation as its sender sees it: between two, by the other side. */
  private static Conversation asReaderSeesIt(JournalRecord.Posted posted, Event.Receipt receipt) {
    UserName sender = posted.audience().users().getFirst();
    return receipt.conversation() instanceof Conversation.OfUser
        ? Conversation.with(sender)
        : receipt.conversation();
  }

  /** Nothing comes any more. */
  void dropAll() {
    held.forEach(posted -> dropped.add(posted.id()));
    held.clear();
  }

  /** The ids of those that were dropped. */
  IdRanges dropped() {
    return dropped;
  }
}
