package recado.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;

/** Where a command asks: a running server, or the office of one that does not run. */
interface Office extends Closeable {
  /**
   * Asks, and waits for the answer, which may be an error.
   *
   * @throws IOException if nobody answers
   */
  JsonNode ask(ObjectNode request) throws IOException, InterruptedException;
}
