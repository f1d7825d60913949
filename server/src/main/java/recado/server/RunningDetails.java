package recado.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import recado.protocol.Event;
import recado.protocol.Text;
import recado.server.dialect.zap.ZapDialect;
import recado.server.limits.Doorkeeper;
import recado.server.limits.Refusals.Reason;
import recado.server.net.Port;
import recado.server.operator.RunningServer;
import recado.server.store.files.MotdFile;

/** What a running server tells its operator of itself, and its greeting. */
final class RunningDetails implements RunningServer, Supplier<Event> {
  private static final int PROTOCOL_VERSION = 1;

  private final ServerConfig config;
  private final MotdFile motdFile;
  private final List<Port> ports;
  private final Doorkeeper doorkeeper;
  private final Instant since = Instant.now();
  private volatile Event.Hello greeting;

  /**
   * Those of a server with these parts.
   *
   * @throws IOException if the message of the day cannot be read
   */
  RunningDetails(ServerConfig config, MotdFile motdFile, List<Port> ports, Doorkeeper doorkeeper)
      throws IOException {
    this.config = config;
    this.motdFile = motdFile;
    this.ports = ports;
    this.doorkeeper = doorkeeper;
    greeting = hello(config.motd().isEmpty() ? motdFile.read() : config.motd());
  }

  private Event.Hello hello(String motd) {
    if (!MotdFile.isMotd(motd)) {
      throw new IllegalArgumentException("a message of the day has at most 1024 bytes");
    }
    return new Event.Hello(PROTOCOL_VERSION, config.name(), Text.of(motd));
  }

  @Override
  public Event get() {
    return greeting;
  }

  @Override
  public String motd() {
    return greeting.motd().toString();
  }

  @Override
  public void setMotd(String motd) throws IOException {
    Event.Hello next = hello(motd);
    motdFile.write(motd);
    greeting = next;
  }

  private static String key(Port port) {
    if (port.dialect() instanceof ZapDialect zap) {
      return "listensFor" + zap.flavour().client();
    }
    return port.encryption() == null ? "listens" : "listensWithTls";
  }

  @Override
  public void describe(ObjectNode status) {
    status.put("running", true).put("name", config.name()).put("since", since.toString());
    for (Port port : ports) {
      InetSocketAddress address = (InetSocketAddress) port.socket().getLocalSocketAddress();
      status.put(key(port), address.getAddress().getHostAddress() + ":" + address.getPort());
      if (port.encryption() != null) {
        status.put("certificateEnds", port.encryption().end().toString());
        status.put("certificateSha256", port.encryption().fingerprint());
      }
    }
    status.put("registration", config.registration().toString().toLowerCase(Locale.ROOT));
    status.put("connections", doorkeeper.connections());
    ObjectNode refused = status.putObject("refused");
    for (Reason reason : Reason.values()) {
      refused.put(reason.label(), doorkeeper.refusals().total(reason));
    }
  }
}
