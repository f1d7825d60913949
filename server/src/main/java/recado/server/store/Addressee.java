package recado.server.store;

import recado.protocol.Conversation;

/**
 * Where a message went, as its sender sees it, and for whom it was at the time.
 *
 * @param to a person, a group or the lobby
 */
public record Addressee(Conversation to, Audience audience) {
  /** Whether the person it went to never gets it, because of a block. */
  public boolean isDropped() {
    return to instanceof Conversation.OfUser(var user) && !audience.users().contains(user);
  }
}
