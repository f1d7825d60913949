package recado.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server says: answers and news, one line each, see {@code docs/protocol.md}. Times are
 * milliseconds since 1970-01-01 UTC.
 */
public sealed interface Event {

  /** The greeting: protocol version, the server's name, the message of the day. */
  record Hello(int version, String serverName, Text motd) implements Event {}

  /** The account exists now; its number has 13 digits. */
  record Registered(UserName user, String number) implements Event {}

  /** The session has begun; so many entries wait for this device. */
  record Welcome(UserName user, DeviceName device, long pending) implements Event {}

  /** What the device uses from now on instead of the password. */
  record Token(Secret token) implements Event {}

  /** The backlog ends here; the id of the last entry sent, or 0. */
  record Synced(long lastId) implements Event {}

  /** The message is safe and has this id. */
  record Sent(Cid cid, EntryId id, long time) implements Event {}

  /** What the server stores for people until they have it. */
  sealed interface Entry extends Event {
    /** Its number. */
    EntryId id();

    /** When the server took it. */
    long time();
  }

  /** A message. {@code to} is the one it was sent to, also for its sender's other devices. */
  record Message(EntryId id, long time, UserName from, Conversation to, Text text)
      implements Entry {}

  /**
   * All that I sent in this conversation, up to and including message {@code upTo}, has come so far
   * ({@code DELIVERED} or {@code READ}) with this person.
   */
  record Receipt(
      EntryId id,
      long time,
      DeliveryState state,
      Conversation conversation,
      UserName by,
      EntryId upTo)
      implements Entry {
    /** Takes what a receipt can tell. */
    public Receipt {
      if (state == DeliveryState.PENDING) {
        throw new IllegalArgumentException("no receipt says pending");
      }
    }
  }

  /** Something happened to a group. The topic comes with {@link GroupChange#TOPIC} alone. */
  record GroupEvent(
      EntryId id,
      long time,
      GroupName group,
      GroupChange change,
      UserName by,
      List<UserName> who,
      @Nullable Text topic)
      implements Entry {
    /** Keeps a copy. */
    public GroupEvent {
      who = List.copyOf(who);
      if ((change == GroupChange.TOPIC) != (topic != null)) {
        throw new IllegalArgumentException("a topic belongs to TOPIC, and only there");
      }
    }
  }

  /** Somebody is writing. */
  record Typing(Conversation conversation, UserName who) implements Event {}

  /** Online since, or offline since (0: never seen). */
  record Presence(UserName user, boolean online, long time) implements Event {}

  /** One member of a group. */
  record Member(GroupName group, UserName user, boolean admin, long joined) implements Event {}

  /** One group of mine. */
  record GroupOf(GroupName group, int members, Text topic) implements Event {}

  /** How far a message of mine has come with one recipient; time 0 while it is pending. */
  record ReceiptOf(EntryId message, UserName who, DeliveryState state, long time)
      implements Event {}

  /** This user is blocked. */
  record Blocked(UserName user) implements Event {}

  /** This user is not blocked any more. */
  record Unblocked(UserName user) implements Event {}

  /** The password is a new one, other sessions are over. */
  record PasswordChanged() implements Event {}

  /** A list ends; it had so many lines. */
  record End(String list, long count) implements Event {}

  /** The answer to my {@code PING}. */
  record Pong(String token) implements Event {}

  /** The server wants a sign of life. */
  record Ping(String token) implements Event {}

  /** The server closes the connection. */
  record Bye(Text why) implements Event {}

  /** A command failed and changed nothing. The detail is a cid, a name or an id. */
  record Err(String verb, ErrorCode code, @Nullable String detail, Text message) implements Event {}

  /** An event that this version does not know; to be passed over. */
  record Unknown(String verb) implements Event {}
}
