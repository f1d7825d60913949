package recado.server.net;

import java.io.IOException;
import recado.server.dialect.Dialect;
import recado.server.dialect.FrameDialect;
import recado.server.dialect.StreamDialect;

/**
 * The two ends of a connection: where requests come from, and where events go.
 *
 * @param isStream the peer answers {@code PING}, and gets its answers in the order of its requests
 */
record Ends(Dialect.Decoder decoder, PeerOutlet outlet, boolean isStream) {
  /**
   * Those of a connection in this dialect.
   *
   * @throws IOException if the line is closed already
   */
  static Ends of(
      Dialect dialect,
      Line line,
      Session.Services services,
      Connection connection,
      UnderWay underWay)
      throws IOException {
    return switch (dialect) {
      case StreamDialect stream ->
          new Ends(
              stream.decoder(line.in()),
              new SessionOutlet(line, stream, services, connection, underWay),
              true);
      case FrameDialect frames -> {
        line.keepAlive();
        FrameDialect.Talk talk = frames.talk(line.in());
        yield new Ends(talk, new FrameOutlet(line, talk, services, connection, underWay), false);
      }
    };
  }
}
