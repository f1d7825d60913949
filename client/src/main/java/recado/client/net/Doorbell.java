package recado.client.net;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import recado.protocol.Event;
import recado.protocol.Request;

/**
 * Finds out whether a Recado server answers at an address, and says nothing to it but goodbye.
 * Stateless; the caller's thread waits.
 */
public final class Doorbell {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Doorbell() {}

  /** Why no server answers there; empty if one does. */
  public static Optional<Trouble> ring(ServerAddress server, Trust trust) {
    try (Connection connection = Connection.open(server, trust, PATIENCE)) {
      connection.limitSilence(PATIENCE);
      return switch (connection.read().getFirst()) {
        case Event.Hello _ -> {
          connection.send(new Request.Quit());
          connection.flush();
          yield Optional.empty();
        }
        case Event.Bye _, Event.Err _ -> Optional.of(Trouble.CLOSED); // full, or going down
        default -> Optional.of(Trouble.NOT_RECADO);
      };
    } catch (IOException e) {
      return Optional.of(Trouble.of(e));
    }
  }
}
