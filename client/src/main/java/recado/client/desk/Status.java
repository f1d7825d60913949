package recado.client.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.GroupName;
import recado.protocol.UserName;

/**
 * What a face may want to know at any time, from any thread: immutable.
 *
 * @param open the current conversation, if any
 * @param online whether there is a session
 * @param unread how many messages wait to be read in other conversations
 * @param waiting how many messages the server does not have, and does not take now
 * @param people everybody heard of, the latest first
 * @param groups the groups that the person is in
 * @param talks all conversations, the latest first; for a face with a screen of its own
 */
public record Status(
    @Nullable Conversation open,
    boolean online,
    int unread,
    int waiting,
    List<UserName> people,
    List<GroupName> groups,
    List<Talk> talks) {
  /** Before anything is known. */
  public static final Status NONE = new Status(null, false, 0, 0, List.of(), List.of(), List.of());

  /** Keeps copies. */
  public Status {
    people = List.copyOf(people);
    groups = List.copyOf(groups);
    talks = List.copyOf(talks);
  }
}
