package recado.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.DeviceName;
import recado.protocol.UserName;

/**
 * What the journal's older files said, in short: one line of a snapshot. Accounts and groups are
 * kept elsewhere; entries that somebody waits for stay in the journal's files.
 */
public sealed interface StateRecord {

  /**
   * A person: when they were last online, whom they block.
   *
   * @param lastSeen milliseconds since 1970-01-01 UTC, or 0
   * @param waitingAfter without any device: entries after this id wait for the first
   */
  record OfAccount(UserName user, long lastSeen, long waitingAfter, List<UserName> blocked)
      implements StateRecord {
    /** Keeps a copy. */
    public OfAccount {
      blocked = List.copyOf(blocked);
    }
  }

  /**
   * A device: it has acknowledged everything up to the cursor.
   *
   * @param since the id of the record that made it
   * @param lastUsed milliseconds since 1970-01-01 UTC
   */
  record OfDevice(
      UserName user,
      DeviceName device,
      long since,
      long cursor,
      long lastUsed,
      @Nullable TokenHash token)
      implements StateRecord {}

  /** How far a reader has come with what others (for a person: that one) wrote, and when. */
  record OfProgress(
      Conversation conversation, UserName reader, DeliveryState state, List<Step> steps)
      implements StateRecord {
    /** Keeps a copy. */
    public OfProgress {
      steps = List.copyOf(steps);
    }
  }

  /** The last message that somebody sent into a conversation, as its sender sees it. */
  record OfStream(UserName sender, Conversation conversation, long lastId) implements StateRecord {}

  /**
   * The entries that wait for a device, or for an account that has none, packed by the post office.
   *
   * @param streams the senders and conversations of the messages among them
   * @param log the ids, ascending, and of which stream each is: printable ASCII without escapes
   */
  record OfMailbox(UserName user, @Nullable DeviceName device, List<StreamName> streams, String log)
      implements StateRecord {
    /** Keeps a copy. */
    public OfMailbox {
      streams = List.copyOf(streams);
    }
  }

  /** What one person sends into one conversation, as its sender sees it. */
  record StreamName(UserName sender, Conversation conversation) {}

  /** The newest receipt of its kind for a user, which somebody waits for. */
  record OfReceipt(
      UserName user, Conversation conversation, UserName by, DeliveryState state, long id)
      implements StateRecord {}

  /** Up to this id, at this time. */
  record Step(long upTo, long time) {}

  /**
   * Messages in a row that their sender may still repeat or ask about, packed by the post office.
   *
   * @param id that of the first
   * @param time of the first, in milliseconds since 1970-01-01 UTC
   * @param to to whom they went, as the log refers to it
   * @param log which cid was given which id: printable ASCII that needs no escaping
   */
  record OfSent(UserName sender, long id, long time, List<Addressee> to, String log)
      implements StateRecord {
    /** Keeps a copy. */
    public OfSent {
      to = List.copyOf(to);
    }
  }
}
