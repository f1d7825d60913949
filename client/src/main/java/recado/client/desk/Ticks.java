package recado.client.desk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** A message, and what was told about it. */
  private record Unsettled(OwnMessage message, DeliveryState told) {}

  /** More than one looks back for; beyond it the oldest is taken as settled. */
  private static final int MAX_UNSETTLED = 500;

  private final Audience audience;
  private final Map<UserName, Reach> delivered = new HashMap<>();
  private final Map<UserName, Reach> read = new HashMap<>();
  private final Deque<Unsettled> unsettled = new ArrayDeque<>(); // not read by all, as far as told
  private @Nullable OwnMessage last;

  Ticks(Audience audience) {
    this.audience = audience;
  }

  void sent(OwnMessage message) {
    last = message;
    unsettled.add(new Unsettled(message, DeliveryState.PENDING));
    if (unsettled.size() > MAX_UNSETTLED) {
      unsettled.removeFirst();
    }
  }

  /** The last message that the person sent here. */
  Optional<OwnMessage> last() {
    return Optional.ofNullable(last);
  }

  void take(Event.Receipt receipt) {
    reach(delivered, receipt);
    if (receipt.state() == DeliveryState.READ) {
      reach(read, receipt);
    }
  }

  private static void reach(Map<UserName, Reach> reaches, Event.Receipt receipt) {
    reaches.computeIfAbsent(receipt.by(), _ -> new Reach()).take(receipt);
  }

  /** How far a message that the person sent here has come. */
  DeliveryState stateOf(EntryId id, long time) {
    Collection<UserName> recipients = audience.at(time);
    if (recipients.isEmpty()) {
      return DeliveryState.PENDING;
    }
    if (haveAll(recipients, read, id, time)) {
      return DeliveryState.READ;
    }
    return haveAll(recipients, delivered, id, time)
        ? DeliveryState.DELIVERED
        : DeliveryState.PENDING;
  }

  private static boolean haveAll(
      Collection<UserName> recipients, Map<UserName, Reach> reaches, EntryId id, long time) {
    return recipients.stream()
        .allMatch(user -> reaches.containsKey(user) && reaches.get(user).covers(id, time));
  }

  /** What has changed since this was asked last: at most one line for each state. */
  List<Change> changes() {
    Map<DeliveryState, OwnMessage> latest = new EnumMap<>(DeliveryState.class);
    List<Unsettled> still = new ArrayList<>();
    for (Unsettled one : unsettled) {
      DeliveryState state = stateOf(one.message().id(), one.message().time());
      if (state.compareTo(one.told()) > 0) {
        latest.put(state, one.message());
      }
      if (state != DeliveryState.READ) {
        still.add(new Unsettled(one.message(), state));
      }
    }
    unsettled.clear();
    unsettled.addAll(still);
    List<Change> changes = new ArrayList<>();
    latest.forEach((state, message) -> changes.add(new Change(message, state)));
    return changes.reversed(); // read first: that is about earlier messages
  }
}
