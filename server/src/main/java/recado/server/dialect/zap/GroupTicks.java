package recado.server.dialect.zap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.GroupName;

/**
 * How far messages to groups have come. A receipt is of one member; a client hears of a group when
 * all have got as far, which the server is asked about after each receipt. The writing thread's.
 */
final class GroupTicks {
  private final Deque<Inquiry> inquiries = new ArrayDeque<>();
  private final Map<GroupName, Map<DeliveryState, EntryId>> told = new HashMap<>();

  /**
   * All members have got so far.
   *
   * @param latest the message was not written after this, in milliseconds since 1970-01-01 UTC
   */
  record Tick(GroupName group, DeliveryState state, EntryId upTo, long latest) {}

  private static final class Inquiry {
    final GroupName group;
    final Event.Receipt receipt;
    DeliveryState lowest = DeliveryState.READ;

    Inquiry(GroupName group, Event.Receipt receipt) {
      this.group = group;
      this.receipt = receipt;
    }
  }

  /** A receipt has come, and the server is asked about its message. */
  void ask(Event.Receipt receipt) {
    if (receipt.conversation() instanceof Conversation.OfGroup(GroupName group)) {
      inquiries.add(new Inquiry(group, receipt));
    }
  }

  /** A part of the answer. */
  void heard(Event.ReceiptOf part) {
    Inquiry inquiry = inquiries.peek();
    if (inquiry != null && part.state().compareTo(inquiry.lowest) < 0) {
      inquiry.lowest = part.state();
    }
  }

  /** The answer has ended: what is new, the lower state first. */
  List<Tick> answered() {
    Inquiry inquiry = inquiries.poll();
    List<Tick> news = new ArrayList<>();
    if (inquiry != null) {
      EntryId upTo = inquiry.receipt.upTo();
      for (DeliveryState state : List.of(DeliveryState.DELIVERED, DeliveryState.READ)) {
        if (inquiry.lowest.compareTo(state) >= 0 && isNew(inquiry.group, state, upTo)) {
          news.add(new Tick(inquiry.group, state, upTo, inquiry.receipt.time()));
        }
      }
    }
    return news;
  }

  private boolean isNew(GroupName group, DeliveryState state, EntryId upTo) {
    Map<DeliveryState, EntryId> ofGroup = told.computeIfAbsent(group, _ -> new HashMap<>());
    EntryId before = ofGroup.get(state);
    if (before != null && before.compareTo(upTo) >= 0) {
      return false;
    }
    ofGroup.put(state, upTo);
    return true;
  }

  /** There is no answer: it was too long ago. */
  void refused() {
    inquiries.poll();
  }
}
