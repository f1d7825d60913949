package recado.client.desk;

import java.util.List;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.Text;
import recado.protocol.UserName;

/** One thing that a script wants done; {@link Report}s tell it what becomes of it. */
public sealed interface Errand {
  /**
   * Send a text. Told are {@link Report.Sent} and then {@link Report.Reached}, or {@link
   * Report.Refused}. Who does not know what became of it may do it again: it is one message.
   *
   * @param cid by which it is known as the same
   * @param until how far to follow the message; PENDING if it is enough that the server has it
   */
  record Send(Cid cid, Conversation to, Text text, DeliveryState until) implements Errand {}

  /** Tell of each message that comes in, as {@link Report.Came}, until it is cancelled. */
  record Listen() implements Errand {}

  /**
   * Tell who is online, or how it stands with these, as {@link Report.People}.
   *
   * @param users empty for everybody who is online
   */
  record Who(List<UserName> users) implements Errand {
    /** Keeps a copy. */
    public Who {
      users = List.copyOf(users);
    }
  }
}
