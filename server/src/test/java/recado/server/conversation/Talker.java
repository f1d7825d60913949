package recado.server.conversation;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One end of a connection to the server, in whatever it speaks. */
interface Talker extends AutoCloseable {
  /** Says one thing. */
  void send(String what) throws IOException;

  /** Waits for one thing; null at the end of the connection. */
  @Nullable String receive() throws IOException;

  @Override
  void close() throws IOException;
}
