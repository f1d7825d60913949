package recado.server.store;

import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.DeviceName;
import recado.protocol.Event;
import recado.protocol.UserName;

/**
 * What the post office decided, in the order decided: the state is what applying them gives.
 *
 * <p>Their ids are one row of numbers without gaps; those of {@link Posted} records are the ids
 * that people see. Times are milliseconds since 1970-01-01 UTC.
 */
public sealed interface JournalRecord {
  /** Its place in the row. */
  long id();

  /** When it was decided. */
  long time();

  /** An entry for people. Messages have an origin, receipts and group events have none. */
  record Posted(Event.Entry entry, Audience audience, @Nullable Origin origin)
      implements JournalRecord {
    @Override
    public long id() {
      return entry.id().value();
    }

    @Override
    public long time() {
      return entry.time();
    }
  }

  /** A device has all entries up to this one. */
  record Acknowledged(long id, long time, UserName user, DeviceName device, long upTo)
      implements JournalRecord {}

  /** A person has seen a conversation up to this id. */
  record Seen(long id, long time, UserName user, Conversation conversation, long upTo)
      implements JournalRecord {}

  /** A device began a session; with a new token if it came with the password. */
  record SignedOn(
      long id, long time, UserName user, DeviceName device, @Nullable TokenHash newToken)
      implements JournalRecord {}

  /** A device's session ended. */
  record SignedOff(long id, long time, UserName user, DeviceName device) implements JournalRecord {}

  /**
   * A user has a new password, and no tokens but this device's new one.
   *
   * @param password the hash, as a PHC string
   */
  record PasswordChanged(
      long id, long time, UserName user, String password, DeviceName device, TokenHash newToken)
      implements JournalRecord {}

  /**
   * The operator has set what a user's password is checked against; no token is good any more.
   *
   * @param password as {@link Credential} writes it
   */
  record PasswordSet(long id, long time, UserName user, String password) implements JournalRecord {}

  /** The operator has deleted a user: nothing personal is kept but the name, which stays taken. */
  record AccountErased(long id, long time, UserName user) implements JournalRecord {}

  /** A user blocks another, or does no more. */
  record BlockSet(long id, long time, UserName user, UserName other, boolean blocked)
      implements JournalRecord {}

  /** A device was unused for so long that nothing is kept for it any more. */
  record DeviceForgotten(long id, long time, UserName user, DeviceName device)
      implements JournalRecord {}
}
