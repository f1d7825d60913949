package recado.server.postoffice;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.Text;
import recado.protocol.UserName;

/** A message as its sender remembers it. */
final class SimulatedMessage {
  /** What its sender may believe. */
  enum Fate {
    /** No answer has come: it may or may not have been taken. */
    UNKNOWN,
    /** It was answered with SENT. */
    SENT,
    /** It was refused and not tried again: nobody may ever see it. */
    REFUSED
  }

  final SimulatedDevice sender;
  final Cid cid;
  final Conversation to;
  final Text text;

  /** How often somebody had begun to block or unblock its sender when it was first sent. */
  int blockChanges;

  /** Whether its sender was blocked then; null if nobody knew. */
  @Nullable Boolean blocked;

  /** Whether the one it was for was sure to take it, or to block it, all the time: else null. */
  @Nullable Boolean takenForSure;

  Fate fate = Fate.UNKNOWN;

  /** How often it was sent. */
  int attempts;

  /** Another of its sender's devices has sent it as well, and may have been the first. */
  boolean repeatedElsewhere;

  Event.@Nullable Sent sent;

  SimulatedMessage(SimulatedDevice sender, Cid cid, Conversation to, Text text) {
    this.sender = sender;
    this.cid = cid;
    this.to = to;
    this.text = text;
  }

  /** It is sent for the first time. */
  void noteBlockAtStart(Map<UserName, SimulatedPerson> people) {
    if (to instanceof Conversation.OfUser(UserName name)) {
      SimulatedPerson reader = people.get(name);
      if (reader != null) {
        blockChanges = reader.blockChanges(sender.person.name);
        blocked = reader.isBlocking(sender.person.name);
      }
    }
  }

  /** It is answered: if nobody touched the block in between, it is known what came of it. */
  void noteBlockAtAnswer(Map<UserName, SimulatedPerson> people) {
    if (takenForSure == null
        && blocked != null
        && to instanceof Conversation.OfUser(UserName name)) {
      SimulatedPerson reader = people.get(name);
      if (reader != null && reader.blockChanges(sender.person.name) == blockChanges) {
        takenForSure = !blocked;
      }
    }
  }

  @Override
  public String toString() {
    return sender + " " + cid + " to " + to + " (" + fate + " " + sent + ")";
  }
}
