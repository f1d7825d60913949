package recado.client.desk;

import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.Text;
import recado.protocol.UserName;

/** News that a person wants to be told of who is not looking: see {@code NoticeLevel}. */
public sealed interface Alert {
  /**
   * A message.
   *
   * @param mention whether it has the person's name in it
   */
  record Message(Conversation in, UserName from, Text text, boolean mention) implements Alert {}

  /**
   * What came while the client was not connected, all together.
   *
   * @param only the conversation, if all came in one
   */
  record Summary(int messages, int conversations, @Nullable Conversation only) implements Alert {}
}
