package recado.client.desk;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import recado.client.local.Damage;
import recado.client.local.NoticeLevel;
import recado.client.net.ServerAddress;
import recado.client.net.Trouble;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.Text;
import recado.protocol.UserName;

/**
 * Something for a person to see. Texts and names in it are as they came, from whoever: a face makes
 * them harmless.
 */
public sealed interface Shown {

  // ---- what happens in conversations

  /**
   * A message.
   *
   * @param tick how far it has come, where it is the person's own
   * @param inOpen whether it belongs to the conversation that is open
   */
  record Message(Conversation in, Event.Message message, DeliveryState tick, boolean inOpen)
      implements Shown {}

  /** A group event. */
  record GroupChanged(Event.GroupEvent event) implements Shown {}

  /** All that the person sent there, up to this message, has come so far with all recipients. */
  record Ticked(Conversation in, OwnMessage upTo, DeliveryState state) implements Shown {}

  /** A message that goes out when the server can be reached. */
  record Waiting(Conversation to, Text text) implements Shown {}

  /** What the person writes there waits, because the server does not take it now; it says why. */
  record Held(Conversation to, Text why) implements Shown {}

  /** A message that the server does not take; it is forgotten here. */
  record NotSent(Conversation to, Text text, ErrorCode code, Text why) implements Shown {}

  /** So much came while the person was away that the earlier part is in the history only. */
  record LeftOut(long count) implements Shown {}

  /** A message or group event of the past. */
  record Past(Event.Entry entry, DeliveryState tick) {}

  /** A conversation is current now; the last {@code unread} of its past are new to the person. */
  record Opened(Conversation conversation, List<Past> past, int unread) implements Shown {}

  /** None is. */
  record Closed(Conversation conversation) implements Shown {}

  /** The last of a conversation. */
  record HistoryOf(Conversation conversation, List<Past> past) implements Shown {}

  /** A message that was looked for, and its position in the conversation. */
  record Hit(Conversation in, int position, Event.Message message) {}

  /**
   * What a search has found, oldest first.
   *
   * @param in where it looked; null if everywhere
   * @param more whether there were older ones, too
   */
  record Found(String words, @Nullable Conversation in, List<Hit> hits, boolean more)
      implements Shown {
    /** Keeps a copy. */
    public Found {
      hits = List.copyOf(hits);
    }
  }

  /** The person wants to see this hit, with what was said around it. */
  record Jumped(Hit hit, List<Past> around) implements Shown {}

  /** Of this the person will be told there. */
  record LevelChanged(Conversation in, NoticeLevel level) implements Shown {}

  // ---- answers

  /** Who is online. */
  record Online(List<Event.Presence> people) implements Shown {}

  /** Who is in a group. */
  record Members(GroupName group, List<Event.Member> members) implements Shown {}

  /** The person's groups. */
  record Groups(List<Event.GroupOf> groups) implements Shown {}

  /** How far a message has come with each recipient. */
  record Receipts(Conversation in, OwnMessage message, List<Event.ReceiptOf> receipts)
      implements Shown {}

  /** Whom the person blocks. */
  record BlockList(List<UserName> users) implements Shown {}

  /** Somebody is blocked now, or is not any more. */
  record BlockChanged(UserName user, boolean blocked) implements Shown {}

  /** The password is the new one. */
  record PasswordChanged() implements Shown {}

  /** The names given to people. */
  record ContactList(SortedMap<UserName, String> names) implements Shown {
    /** Keeps a copy. */
    public ContactList {
      names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }
  }

  /** A name was given. */
  record ContactSaved(UserName user, String name) implements Shown {}

  /** It was taken back, if there was one. */
  record ContactRemoved(UserName user, boolean existed) implements Shown {}

  /** The server did not do something. */
  record Refused(String verb, ErrorCode code, @Nullable String detail, Text why) implements Shown {}

  // ---- the connection

  /** There is a session, the first since the start; so many messages of before go out now. */
  record Greeting(String serverName, Text motd, UserName me, int waiting) implements Shown {}

  /** What somebody new may want to know, in a few lines, and who else is online there. */
  record FirstSteps(ServerAddress server, UserName me, List<UserName> others) implements Shown {
    /** Keeps a copy. */
    public FirstSteps {
      others = List.copyOf(others);
    }
  }

  /** The session was lost; {@code said} is the server's reason, if it gave one. */
  record Lost(Trouble why, @Nullable Text said) implements Shown {}

  /** There is a session again. */
  record Back() implements Shown {}

  /** No server answers. */
  record Unreachable(ServerAddress server, Trouble why) implements Shown {}

  /** Another client uses this account and device: this one is not needed. */
  record TakenOver() implements Shown {}

  /** The device's token is void. */
  record SignedOut() implements Shown {}

  // ---- what is wrong here

  /** What the person wants cannot be done, for a reason that is here and not at the server. */
  record Cannot(Reason reason) implements Shown {}

  /** Why not. */
  enum Reason {
    /** A line without an address, and no conversation is open. */
    NOTHING_OPEN,
    /** Nobody has written yet. */
    NOBODY_TO_REPLY_TO,
    /** The person has sent nothing there. */
    NOTHING_SENT_THERE,
    /** All is read. */
    NOTHING_UNREAD,
    /** There is no hit of this number. */
    NO_SUCH_HIT,
    /** It needs the server. */
    NOT_CONNECTED,
    /** There is a connection. */
    CONNECTED_ALREADY,
    /** The connection was lost before the answer came. */
    NO_ANSWER
  }

  /** A file was damaged. */
  record Damaged(Damage damage) implements Shown {}

  /** Something in the client itself went wrong; the log has the details. */
  record Bug() implements Shown {}
}
