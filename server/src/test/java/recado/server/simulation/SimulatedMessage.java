package recado.server.simulation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.Text;
import recado.protocol.UserName;

/** A message as its sender remembers it. */
final class SimulatedMessage {
  /** So long a repeated cid is answered as before, and INFO knows the message. */
  static final long CIDS_KEPT_MILLIS = 24 * 3_600_000L;

  /** What its sender may believe. */
  enum Fate {
    /** No answer has come: it may or may not have been taken. */
    UNKNOWN,
    /** It was answered with SENT. */
    SENT,
    /** It was refused and not tried again: nobody may ever see it. */
    REFUSED
  }

  /** What the server has made of it: one of these, or several that are a day apart. */
  static final class Stored {
    final SimulatedMessage message;
    final long id;
    final long time;

    /** Whether its reader takes it, or blocks its sender; null if nobody knows. */
    @Nullable Boolean taken;

    Stored(SimulatedMessage message, long id, long time) {
      this.message = message;
      this.id = id;
      this.time = time;
    }

    /** Whether the server may have forgotten it but for delivering it. */
    boolean isOld(long now) {
      return now - time > CIDS_KEPT_MILLIS;
    }

    @Override
    public String toString() {
      return id + " " + message;
    }
  }

  final SimulatedDevice sender;
  final Cid cid;
  final Conversation to;
  final Text text;

  /** How often somebody had begun to block or unblock its sender when it was first sent. */
  private int blockChanges;

  /** Whether its sender was blocked then; null if nobody knew. */
  private @Nullable Boolean blocked;

  Fate fate = Fate.UNKNOWN;

  /** How often it was sent. */
  int attempts;

  /** Another of its sender's devices has sent it as well, and may have been the first. */
  boolean repeatedElsewhere;

  /** The newest that the server has made of it, as far as anybody was told. */
  @Nullable Stored stored;

  SimulatedMessage(SimulatedDevice sender, Cid cid, Conversation to, Text text) {
    this.sender = sender;
    this.cid = cid;
    this.to = to;
    this.text = text;
  }

  boolean isToOneself() {
    return to.equals(Conversation.with(sender.person.name));
  }

  /** It is sent for the first time. */
  void noteBlockAtStart(Map<UserName, SimulatedPerson> people) {
    SimulatedPerson reader = reader(people);
    if (reader != null) {
      blockChanges = reader.blockChanges(sender.person.name);
      blocked = reader.isBlocking(sender.person.name);
    }
  }

  /** It is answered: if nobody touched the block in between, it is known what came of it. */
  void noteBlockAtAnswer(Map<UserName, SimulatedPerson> people, Stored as) {
    SimulatedPerson reader = reader(people);
    if (reader != null
        && as.taken == null
        && blocked != null
        && reader.blockChanges(sender.person.name) == blockChanges) {
      as.taken = !blocked;
    }
  }

  private @Nullable SimulatedPerson reader(Map<UserName, SimulatedPerson> people) {
    return to instanceof Conversation.OfUser(UserName name) ? people.get(name) : null;
  }

  @Override
  public String toString() {
    return sender + " " + cid + " to " + to + " (" + fate + ")";
  }
}
