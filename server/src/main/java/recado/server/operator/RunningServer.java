package recado.server.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** What a server tells and does for its operator that the post office does not know. */
public interface RunningServer {
  /** Adds what there is to say of its state. */
  void describe(ObjectNode status);

  /** The message of the day. */
  String motd();

  /**
   * Another message of the day, from the next connection and over restarts.
   *
   * @throws IOException if it cannot be kept
   * @throws IllegalArgumentException if it cannot be one
   */
  void setMotd(String motd) throws IOException;
}
