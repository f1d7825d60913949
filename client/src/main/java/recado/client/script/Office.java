package recado.client.script;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import recado.client.desk.Errand;

/** What does a script's errands: a client that has the account already, or one of its own. */
interface Office extends Closeable {
  /** Begins an errand; its reports go to the {@link Inbox} that the office was opened with. */
  void run(Errand errand);

  /** Why there is no session, if it is known. */
  Optional<String> trouble();

  /** Whether there is no use in waiting: somebody has to sign in again. */
  boolean isHopeless();

  /** Lets the account go; a client of our own takes leave of the server. */
  @Override
  void close() throws IOException;
}
