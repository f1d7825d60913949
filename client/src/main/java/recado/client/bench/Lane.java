package recado.client.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The flows of one loop that are measured together. Owned by that loop's thread; {@link #add} is
 * for the time before the loop knows it.
 *
 * <p>Without a rate, a flow sends when its window has room (a closed loop: a slow server gets less
 * to do). With one, messages are due at fixed times, to each flow in turn, and a message that is
 * sent late still counts from when it was due (an open loop: waiting is not hidden).
 */
final class Lane {
  private static final double NANOS = 1e9;

  private final Loop loop;
  private final byte[] beginning;
  private final int firstNumber;
  private final double nanosBetween; // 0: no rate
  private final List<Flow> flows = new ArrayList<>();
  private final ArrayDeque<Flow> wanting = new ArrayDeque<>();
  private final Tally tally = new Tally();

  private boolean sending;
  private long paceBegun;
  private long paced;

  /**
   * A lane without flows.
   *
   * @param firstNumber of its first flow; no other flow of this run may have the same
   * @param rate messages a second, of all its flows together; 0 for as many as the windows let
   */
  Lane(Loop loop, String nonce, int firstNumber, double rate) {
    this.loop = loop;
    this.beginning = Stamp.beginning(nonce);
    this.firstNumber = firstNumber;
    this.nanosBetween = rate > 0 ? NANOS / rate : 0;
  }

  Flow add(Peer sender, Flow.Route route, Flow.Shape shape) {
    Flow flow = new Flow(firstNumber + flows.size(), sender, this, route, shape);
    flows.add(flow);
    return flow;
  }

  /** A flow of one sender to one receiver, both of this lane's loop, who take part from now on. */
  Flow addPair(Peer sender, Peer receiver, Flow.Shape shape) {
    Flow flow = add(sender, Flow.Route.toPeer(receiver), shape);
    sender.take(Member.sending(this, flow));
    receiver.take(Member.receiving(this));
    return flow;
  }

  void start() {
    sending = true;
    paceBegun = Stamp.now();
    wanting.addAll(flows);
  }

  void stop() {
    sending = false;
    wanting.clear();
  }

  /** Called by a flow that has room again. */
  void wantsToSend(Flow flow) {
    if (sending && nanosBetween == 0) {
      wanting.add(flow);
    }
  }

  /**
   * Sends what may be sent now.
   *
   * @return in how many nanoseconds there will be more to send by itself
   */
  long turn() {
    if (!sending) {
      return Long.MAX_VALUE;
    }
    if (nanosBetween == 0) {
      for (Flow flow = wanting.poll(); flow != null; flow = wanting.poll()) {
        flow.fill();
      }
      return Long.MAX_VALUE;
    }
    long now = Stamp.now();
    while (dueNext() <= now) {
      long due = dueNext();
      flows.get((int) (paced % flows.size())).send(due);
      paced++;
    }
    return dueNext() - now;
  }

  private long dueNext() {
    return paceBegun + (long) (paced * nanosBetween);
  }

  void arrived(int place, LineCursor text, long now) {
    Stamp stamp = Stamp.read(text, beginning);
    int index = stamp == null ? -1 : stamp.flow() - firstNumber;
    if (stamp == null || index < 0 || index >= flows.size()) {
      tally.strange();
    } else {
      flows.get(index).arrived(place, stamp, now);
    }
  }

  long lacking() {
    return flows.stream().mapToLong(Flow::lacking).sum();
  }

  /** What went wrong so far. Messages still under way are not lost yet: the caller knows. */
  Faults faults(long lost) {
    return tally.faults(lost);
  }

  Loop loop() {
    return loop;
  }

  byte[] beginning() {
    return beginning;
  }

  List<Flow> flows() {
    return flows;
  }

  Tally tally() {
    return tally;
  }
}
