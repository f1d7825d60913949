package recado.client.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import recado.protocol.Event;
import recado.protocol.UserName;

/** What went wrong, in words that say what to do. */
final class Failures {
  private Failures() {}

  static BenchException connecting(InetSocketAddress server, IOException e) {
    String reason = String.valueOf(e.getMessage());
    if (reason.contains("Too many open files")) {
      return new BenchException(Saying.OPEN_FILES.text());
    }
    if (reason.contains("Cannot assign requested address")
        || reason.contains("Address already in use")) {
      return new BenchException(Saying.NO_FREE_PORT.text());
    }
    return new BenchException(
        Saying.CONNECTING.text(server.getHostString() + ":" + server.getPort(), reason));
  }

  static BenchException refused(UserName who, Event.Err err) {
    return new BenchException(Saying.REFUSED.text(err.verb(), who, err.code(), err.message()));
  }
}
