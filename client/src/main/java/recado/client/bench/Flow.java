package recado.client.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import recado.protocol.Conversation;
import recado.protocol.LineWriter;

/**
 * What one sender says to its receivers: numbered messages, of which so many are under way at a
 * time. Owned by the loop's thread that its sender and its receivers belong to.
 */
final class Flow {
  /** How large a flow's messages are, and how many may be under way. */
  record Shape(int bytes, int window) {}

  /**
   * Whom a flow goes to.
   *
   * @param places how many places for receivers there are
   * @param ownPlace the one that is the sender's own, where nothing arrives; -1 for none
   */
  record Route(Conversation to, int places, int ownPlace) {
    static Route toPeer(Peer receiver) {
      return new Route(Conversation.with(receiver.name()), 1, -1);
    }

    int receivers() {
      return ownPlace < 0 ? places : places - 1;
    }
  }

  private final int number;
  private final Peer sender;
  private final Lane lane;
  private final Route route;
  private final Sequence[] sequences; // by the receiver's place
  private final byte[] target; // what stands between a cid and a text
  private final int bytes;

  private int window;
  private boolean wanting; // has said that it wants to send
  private int maxUnsent = Integer.MAX_VALUE;
  private long next; // number of the next message
  private long completed; // all before it have come to all receivers
  private final int[] awaited; // of those under way, by number: how many receivers lack it
  private final SendTimes unsent = new SendTimes();
  private long nextCid; // that a SENT is expected for

  /** A flow of which nothing has been sent. */
  Flow(int number, Peer sender, Lane lane, Route route, Shape shape) {
    this.number = number;
    this.sender = sender;
    this.lane = lane;
    this.route = route;
    this.sequences = new Sequence[route.places()];
    Arrays.setAll(sequences, _ -> new Sequence());
    this.target = (" " + route.to() + " :").getBytes(StandardCharsets.US_ASCII);
    this.bytes = shape.bytes();
    this.window = shape.window();
    this.awaited = route.receivers() == 1 ? new int[0] : new int[window];
    this.nextCid = sender.nextCid();
  }

  /** From now on so many may be under way, and of these so many without SENT. For pairs only. */
  void limit(int newWindow, int newMaxUnsent) {
    window = newWindow;
    maxUnsent = newMaxUnsent;
    wantToSend();
  }

  /** Sends as many as may be under way. */
  void fill() {
    wanting = false;
    while (next - completed < window && unsent.count() < maxUnsent) {
      send(Stamp.now());
    }
    sender.flush();
  }

  /** Sends one, which was due at that time. The loop writes it out soon. */
  void send(long due) {
    if (awaited.length > 0) {
      awaited[(int) (next % window)] = route.receivers();
    }
    LineWriter out = sender.out();
    out.ascii("SEND ").decimal(sender.takeCid()).put(target);
    new Stamp(number, next, due).write(out, lane.beginning(), bytes);
    out.put((byte) '\n');
    unsent.add(due);
    next++;
  }

  /** The server has answered to a message. Answers come in the order of the messages. */
  void sent(long cid, long now) {
    if (unsent.count() == 0 || cid != nextCid) {
      lane.tally().strange();
      return;
    }
    nextCid++;
    lane.tally().sent(now - unsent.take());
    if (maxUnsent != Integer.MAX_VALUE) {
      wantToSend();
    }
  }

  /** A receiver has got a message. */
  void arrived(int place, Stamp stamp, long now) {
    Sequence sequence = sequences[place];
    long before = sequence.next();
    if (stamp.number() >= next) {
      lane.tally().strange();
      return;
    }
    switch (sequence.arrived(stamp.number())) {
      case IN_ORDER, AFTER_A_GAP -> {
        lane.tally().delivered();
        for (long n = before; n < stamp.number(); n++) {
          passed(n); // lost: it must not hold up those behind it
        }
        if (passed(stamp.number())) {
          lane.tally().completed(now - stamp.nanos());
        }
      }
      case LATE -> lane.tally().outOfOrder();
      case AGAIN -> lane.tally().duplicate();
    }
  }

  private void wantToSend() {
    if (!wanting) {
      wanting = true;
      lane.wantsToSend(this);
    }
  }

  /** One receiver needs this message no more; whether it was the last one. */
  private boolean passed(long message) {
    if (awaited.length > 0 && --awaited[(int) (message % window)] > 0) {
      return false;
    }
    completed = message + 1; // receivers see one order, so messages complete in it
    wantToSend();
    return true;
  }

  /** How many have not come to all receivers, counting those as come that were skipped. */
  long underWay() {
    return next - completed;
  }

  /** How many messages are lacking, summed up over the receivers. */
  long lacking() {
    long lacking = 0;
    for (int place = 0; place < sequences.length; place++) {
      if (place != route.ownPlace()) {
        lacking += next - sequences[place].next() + sequences[place].missing();
      }
    }
    return lacking;
  }

  Peer sender() {
    return sender;
  }
}
