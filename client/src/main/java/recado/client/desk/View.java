package recado.client.desk;

import recado.protocol.Conversation;

/**
 * What a face with a screen of its own wants to see: so many of a conversation's messages and group
 * events, up to and without a position.
 *
 * @param end {@link #END} for the end, wherever it moves
 * @param count at most so many
 */
public record View(Conversation conversation, int end, int count) {
  /** Behind the last one, whatever comes. */
  public static final int END = Integer.MAX_VALUE;
}
