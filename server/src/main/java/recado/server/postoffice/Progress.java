package recado.server.postoffice;

import java.util.ArrayList;
import java.util.List;
import recado.protocol.DeliveryState;
import recado.server.store.StateRecord;

/**
 * How far one reader has come with what others wrote in a conversation: delivered up to, and read
 * up to, and when. Of the times only the last few are kept; for messages before them, the time is
 * that of the oldest that is.
 */
final class Progress {
  private static final int MAX_STEPS = 16;

  private final List<StateRecord.Step> delivered = new ArrayList<>(2);
  private final List<StateRecord.Step> read = new ArrayList<>(2);

  private List<StateRecord.Step> steps(DeliveryState state) {
    return switch (state) {
      case DELIVERED -> delivered;
      case READ -> read;
      case PENDING -> throw new IllegalArgumentException("pending is no progress");
    };
  }

  /** The id up to which everything is (at least) in this state; 0 for none. */
  long upTo(DeliveryState state) {
    List<StateRecord.Step> steps = steps(state);
    return steps.isEmpty() ? 0 : steps.getLast().upTo();
  }

  /** Everything up to this id has come to this state; what had come there before is no news. */
  void advance(DeliveryState state, long upTo, long time) {
    List<StateRecord.Step> steps = steps(state);
    if (upTo <= upTo(state)) {
      return;
    }
    if (!steps.isEmpty() && steps.getLast().time() == time) {
      steps.removeLast(); // the same moment needs one step
    }
    steps.add(new StateRecord.Step(upTo, time));
    if (steps.size() > MAX_STEPS) {
      steps.removeFirst();
    }
  }

  void restore(DeliveryState state, List<StateRecord.Step> steps) {
    steps(state).addAll(steps);
  }

  List<StateRecord.Step> stepsOf(DeliveryState state) {
    return List.copyOf(steps(state));
  }

  DeliveryState stateOf(long id) {
    if (id <= upTo(DeliveryState.READ)) {
      return DeliveryState.READ;
    }
    return id <= upTo(DeliveryState.DELIVERED) ? DeliveryState.DELIVERED : DeliveryState.PENDING;
  }

  /** When the message with this id came to this state; 0 if it has not. */
  long timeOf(DeliveryState state, long id) {
    if (state == DeliveryState.PENDING) {
      return 0;
    }
    for (StateRecord.Step step : steps(state)) {
      if (id <= step.upTo()) {
        return step.time();
      }
    }
    return 0;
  }
}
