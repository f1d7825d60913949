package recado.client.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.UserName;

/**
 * How far the person's messages in one conversation have come. Owned by the desk's thread.
 *
 * <p>Receipts are cumulative: one says that everything up to a message has come so far with one
 * recipient. A message has come as far as with the last of its recipients. Comparing ids is right
 * here: those of one sender ascend.
 */
final class Ticks {
  /** Who gets what the person sends in this conversation at a time; empty if that is not known. */
  interface Audience {
    Collection<UserName> at(long time);
  }

  /** All up to this message have come so far now. */
  record Change(OwnMessage upTo, DeliveryState state) {}

  /** More than one looks back for; beyond it the oldest is taken as settled. */
  private static final int MAX_UNSETTLED = 500;

  private final Audience audience;
  private final Map<UserName, Long> delivered = new HashMap<>(); // up to which id
  private final Map<UserName, Long> read = new HashMap<>();
  private final NavigableMap<Long, OwnMessage> unsettled = new TreeMap<>(); // not read by all
  private long deliveredToAll;
  private long readByAll;
  private @Nullable OwnMessage last;

  Ticks(Audience audience) {
    this.audience = audience;
  }

  void sent(OwnMessage message) {
    last = message;
    unsettled.put(message.id().value(), message);
    if (unsettled.size() > MAX_UNSETTLED) {
      unsettled.pollFirstEntry();
    }
  }

  /** The last message that the person sent here. */
  Optional<OwnMessage> last() {
    return Optional.ofNullable(last);
  }

  void take(Event.Receipt receipt) {
    long upTo = receipt.upTo().value();
    delivered.merge(receipt.by(), upTo, Math::max);
    if (receipt.state() == DeliveryState.READ) {
      read.merge(receipt.by(), upTo, Math::max);
    }
  }

  /** How far a message that the person sent here has come. */
  DeliveryState stateOf(EntryId id, long time) {
    Collection<UserName> recipients = audience.at(time);
    if (recipients.isEmpty()) {
      return DeliveryState.PENDING;
    }
    if (haveAll(recipients, read, id)) {
      return DeliveryState.READ;
    }
    return haveAll(recipients, delivered, id) ? DeliveryState.DELIVERED : DeliveryState.PENDING;
  }

  private static boolean haveAll(
      Collection<UserName> recipients, Map<UserName, Long> upTo, EntryId id) {
    return recipients.stream().allMatch(user -> upTo.getOrDefault(user, 0L) >= id.value());
  }

  /** What has changed since this was asked last: at most one line for each state. */
  List<Change> changes() {
    OwnMessage newlyRead = null;
    OwnMessage newlyDelivered = null;
    for (OwnMessage message : unsettled.values()) {
      switch (stateOf(message.id(), message.time())) {
        case READ -> newlyRead = message;
        case DELIVERED -> newlyDelivered = message;
        case PENDING -> {}
      }
    }
    List<Change> changes = new ArrayList<>();
    if (newlyRead != null && newlyRead.id().value() > readByAll) {
      readByAll = newlyRead.id().value();
      changes.add(new Change(newlyRead, DeliveryState.READ));
      unsettled.headMap(readByAll, true).clear();
    }
    if (newlyDelivered != null
        && newlyDelivered.id().value() > Math.max(deliveredToAll, readByAll)) {
      deliveredToAll = newlyDelivered.id().value();
      changes.add(new Change(newlyDelivered, DeliveryState.DELIVERED));
    }
    return changes;
  }
}
