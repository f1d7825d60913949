package recado.server;

import java.nio.file.Path;
import java.util.List;
import recado.protocol.Limits;
import recado.server.dialect.zap.Flavour;
import recado.server.limits.ConnectionLimits;
import recado.server.postoffice.Quotas;
import recado.server.postoffice.Registration;

/** How tests configure a server within their own process. */
public final class ServerConfigs {
  private ServerConfigs() {}

  /** On any free port of this machine, with cheap passwords and no limits. */
  public static ServerConfig on(Path data, String name, String motd, boolean syncing) {
    return with(data, name, motd, syncing, Quotas.DEFAULT, ConnectionLimits.NONE);
  }

  /** The same with these limits. */
  public static ServerConfig limited(Path data, Quotas quotas, ConnectionLimits limits) {
    return with(data, "test", "", false, quotas, limits);
  }

  /** The same where not everybody may make an account. */
  public static ServerConfig admitting(Path data, Registration registration) {
    ServerConfig open = on(data, "test", "", false);
    return new ServerConfig(
        data,
        open.name(),
        open.motd(),
        open.syncing(),
        open.messageLog(),
        open.passwordCost(),
        open.quotas(),
        registration,
        open.network());
  }

  /** The same with TLS on any free port as well, at this address. */
  static ServerConfig encrypted(
      ServerConfig plain, String bind, Path certificates, Path key, boolean required) {
    ServerConfig.Network network = plain.network();
    return new ServerConfig(
        plain.data(),
        plain.name(),
        plain.motd(),
        plain.syncing(),
        plain.messageLog(),
        plain.passwordCost(),
        plain.quotas(),
        plain.registration(),
        new ServerConfig.Network(
            bind,
            network.port(),
            new ServerConfig.Tls(bind, 0, certificates, key),
            network.zap(),
            required,
            network.limits(),
            network.metrics(),
            network.lineBytes()));
  }

  /** The same with a port for each flavour of the course's protocol. */
  public static ServerConfig withZap(ServerConfig plain) {
    ServerConfig.Network network = plain.network();
    return new ServerConfig(
        plain.data(),
        plain.name(),
        plain.motd(),
        plain.syncing(),
        plain.messageLog(),
        plain.passwordCost(),
        plain.quotas(),
        plain.registration(),
        new ServerConfig.Network(
            network.bind(),
            network.port(),
            network.tls(),
            List.of(
                new ServerConfig.Zap(Flavour.WHATPIX, "127.0.0.1", 0, "--zap-port"),
                new ServerConfig.Zap(Flavour.INTERZAP, "127.0.0.1", 0, "--zap-interzap-port")),
            network.requireTls(),
            network.limits(),
            network.metrics(),
            network.lineBytes()));
  }

  private static ServerConfig with(
      Path data,
      String name,
      String motd,
      boolean syncing,
      Quotas quotas,
      ConnectionLimits limits) {
    return new ServerConfig(
        data,
        name,
        motd,
        syncing,
        true,
        new ServerConfig.PasswordCost(8, 1),
        quotas,
        Registration.OPEN,
        new ServerConfig.Network(
            "127.0.0.1", 0, null, List.of(), false, limits, null, Limits.MAX_LINE_BYTES));
  }
}
