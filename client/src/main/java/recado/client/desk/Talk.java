package recado.client.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import recado.client.local.NoticeLevel;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.UserName;

/**
 * How things are in a conversation: immutable.
 *
 * @param unread how many messages the person has not seen
 * @param mentioned whether one of them has the person's name in it
 * @param level what the person wants to be told of
 * @param presence of the other person, where it is known
 * @param typing who is writing
 * @param members how many a group has; 0 if that is not known, or it is no group
 */
public record Talk(
    Conversation conversation,
    int unread,
    boolean mentioned,
    NoticeLevel level,
    Event.@Nullable Presence presence,
    List<UserName> typing,
    int members) {
  /** Keeps a copy. */
  public Talk {
    typing = List.copyOf(typing);
  }
}
