package recado.server.dialect.zap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.GroupName;

/**
 * How far messages to groups have come. A receipt is of one member; a client hears of a group when
 * all have got as far, which the server is asked about after each receipt. The answer comes on the
 * post office's thread, and the writing thread waits for it.
 */
final class GroupTicks {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition answered = lock.newCondition();

  // Guarded by the lock.
  private boolean waiting;
  private DeliveryState lowest = DeliveryState.PENDING;

  /** Up to which message a group's ticks were told. The writing thread's. */
  private final Map<GroupName, Map<DeliveryState, EntryId>> told = new HashMap<>();

  /** The server is about to be asked; there is one question at a time. */
  void ask() {
    lock.lock();
    try {
      waiting = true;
      lowest = DeliveryState.READ;
    } finally {
      lock.unlock();
    }
  }

  /** A part of the answer. */
  void heard(Event.ReceiptOf part) {
    lock.lock();
    try {
      if (part.state().compareTo(lowest) < 0) {
        lowest = part.state();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The answer has ended, or there is none. */
  void end(boolean isAnswer) {
    lock.lock();
    try {
      if (!isAnswer) {
        lowest = DeliveryState.PENDING;
      }
      waiting = false;
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How far all members have got, by the answer. */
  private DeliveryState await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = PATIENCE_NANOS;
      while (waiting && nanos > 0) {
        nanos = answered.awaitNanos(nanos);
      }
      return waiting ? DeliveryState.PENDING : lowest;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the answer: which states are news for this message, the lower one first. */
  List<DeliveryState> awaitNews(GroupName group, EntryId upTo) throws InterruptedException {
    DeliveryState reached = await();
    List<DeliveryState> news = new ArrayList<>();
    for (DeliveryState state : List.of(DeliveryState.DELIVERED, DeliveryState.READ)) {
      if (reached.compareTo(state) >= 0 && isNew(group, state, upTo)) {
        news.add(state);
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
}
