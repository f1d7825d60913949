package recado.server.simulation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.Event;
import recado.protocol.UserName;
import recado.server.simulation.SimulatedMessage.Stored;

/**
 * How far what somebody sent has come with its readers: what receipts and INFO may say, and what
 * they must say since they have said it before.
 */
final class SimulatedProgress {
  private final SimulatedOracle oracle;

  /** What a person was told about what they sent in a conversation to one of its readers. */
  private final Map<Of, Told> told = new HashMap<>();

  private record Of(UserName sender, Conversation conversation, UserName reader) {}

  /** Up to which id, at least. */
  private static final class Told {
    long delivered;
    long read;

    void reach(DeliveryState state, long id) {
      if (state == DeliveryState.READ) {
        read = Math.max(read, id);
      } else {
        delivered = Math.max(delivered, id);
      }
    }

    DeliveryState of(long id) {
      if (id <= read) {
        return DeliveryState.READ;
      }
      return id <= delivered ? DeliveryState.DELIVERED : DeliveryState.PENDING;
    }
  }

  SimulatedProgress(SimulatedOracle oracle) {
    this.oracle = oracle;
  }

  /** A receipt for this person. */
  void toldReceipt(SimulatedPerson sender, Event.Receipt receipt) {
    SimulatedPerson by = oracle.person(receipt.by());
    if (by == sender || receipt.conversation() instanceof Conversation.Lobby) {
      throw new SimulationFailure("nobody gets " + receipt);
    }
    long upTo = receipt.upTo().value();
    expectReached(sender, receipt.conversation(), by, receipt.state(), upTo, receipt);
    Told before = told(sender, receipt.conversation(), by);
    expectReaderHas(sender, receipt, by, before);
    before.reach(receipt.state(), upTo);
  }

  private Told told(SimulatedPerson sender, Conversation conversation, SimulatedPerson reader) {
    return told.computeIfAbsent(new Of(sender.name, conversation, reader.name), _ -> new Told());
  }

  /** The reader has acknowledged so much, or has said to have read it. */
  private static void expectReached(
      SimulatedPerson sender,
      Conversation conversation,
      SimulatedPerson by,
      DeliveryState state,
      long upTo,
      Event said) {
    Conversation asReaderSeesIt =
        conversation instanceof Conversation.OfUser ? Conversation.with(sender.name) : conversation;
    long reached =
        state == DeliveryState.DELIVERED
            ? by.acknowledged
            : by.read.getOrDefault(asReaderSeesIt, 0L);
    if (upTo > reached) {
      throw new SimulationFailure(
          said + " for " + sender + ", but " + by + " has come to " + reached + " only");
    }
  }

  /** What is delivered or read has come to one of the reader's devices. */
  private void expectReaderHas(
      SimulatedPerson sender, Event.Receipt receipt, SimulatedPerson by, Told before) {
    long upTo = receipt.upTo().value();
    boolean delivered = receipt.state() == DeliveryState.DELIVERED;
    Stored last = oracle.stored(upTo);
    boolean isTheirs =
        last != null
            && last.message.sender.person == sender
            && last.message.to.equals(receipt.conversation());
    if (delivered && last != null && !isTheirs) {
      throw new SimulationFailure(receipt + " for " + sender + " is about " + last);
    }
    long from = 1 + (delivered ? before.delivered : before.read);
    for (Stored stored : oracle.stored(from, upTo)) {
      boolean isFor =
          Boolean.TRUE.equals(stored.taken)
              && stored.message.sender.person == sender
              && stored.message.to.equals(receipt.conversation());
      if ((isFor || (stored == last && isTheirs)) && !by.has(stored.id)) {
        throw new SimulationFailure(receipt + ", but " + by + " never got " + stored);
      }
    }
  }

  /** A line of what INFO says to this person. */
  void toldInfo(SimulatedPerson sender, Event.ReceiptOf line, long now) {
    long id = line.message().value();
    Stored stored = oracle.stored(id);
    if (stored == null || stored.message.sender.person != sender) {
      throw new SimulationFailure(sender + " was told of another's message: " + line);
    }
    SimulatedPerson reader = oracle.person(line.who());
    DeliveryState state = line.state();
    boolean pending = state == DeliveryState.PENDING;
    if (pending != (line.time() == 0) || line.time() > now) {
      throw new SimulationFailure("not the time for it: " + line);
    }
    if (Boolean.FALSE.equals(stored.taken) && !pending) {
      throw new SimulationFailure(reader + " blocked it, and yet: " + line);
    }
    Conversation conversation = stored.message.to;
    Told before = told(sender, conversation, reader);
    if (isSureToBeTaken(stored) && state.compareTo(before.of(id)) < 0) {
      throw new SimulationFailure(line + ", but it was " + before.of(id) + " before: " + stored);
    }
    if (!pending) {
      expectReached(sender, conversation, reader, state, id, line);
      before.reach(state, id);
    }
  }

  private static boolean isSureToBeTaken(Stored stored) {
    return Boolean.TRUE.equals(stored.taken) || stored.message.to instanceof Conversation.OfGroup;
  }

  /** How far a message has come for sure, as far as its sender was told. */
  DeliveryState stateOf(Stored stored, UserName reader) {
    @Nullable Told known =
        told.get(new Of(stored.message.sender.person.name, stored.message.to, reader));
    return known == null ? DeliveryState.PENDING : known.of(stored.id);
  }
}
