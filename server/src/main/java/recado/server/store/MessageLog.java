package recado.server.store;

import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.Event;
import recado.protocol.UserName;

/**
 * The log of messages for people: told after the fact, never asked, never the truth. Its methods
 * belong to the post office's thread and do not wait.
 */
public interface MessageLog extends AutoCloseable {
  /** No log at all. */
  MessageLog NONE =
      new MessageLog() {
        @Override
        public void accepted(Event.Message message, int recipients) {}

        @Override
        public void progressed(Progress progress) {}

        @Override
        public void remember(Event.Message message, int undelivered, int unread) {}

        @Override
        public void close() {}
      };

  /** A message was accepted, for so many. */
  void accepted(Event.Message message, int recipients);

  /**
   * What {@code sender} sent in a conversation, after one id and up to another, has come so far
   * with one more recipient.
   */
  record Progress(
      DeliveryState state,
      UserName sender,
      Conversation conversation,
      long after,
      long upTo,
      long time) {}

  /** Messages came further. */
  void progressed(Progress progress);

  /** A message of before the start that is still on its way to so many. */
  void remember(Event.Message message, int undelivered, int unread);

  @Override
  void close();
}
