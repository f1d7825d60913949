package recado.server.dialect.zap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
  private final Map<GroupName, Map<DeliveryState, Long>> told = new HashMap<>();

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

  /** The answer has ended; null if there is nothing new to tell. */
  @Nullable Tick answered() {
    Inquiry inquiry = inquiries.poll();
    if (inquiry == null || inquiry.lowest == DeliveryState.PENDING) {
      return null;
    }
    EntryId upTo = inquiry.receipt.upTo();
    Map<DeliveryState, Long> ofGroup = told.computeIfAbsent(inquiry.group, _ -> new HashMap<>());
    long before = ofGroup.getOrDefault(inquiry.lowest, 0L);
    if (before >= upTo.value()) {
      return null;
    }
    ofGroup.put(inquiry.lowest, upTo.value());
    return new Tick(inquiry.group, inquiry.lowest, upTo, inquiry.receipt.time());
  }

  /** There is no answer: it was too long ago. */
  void refused() {
    inquiries.poll();
  }
}
