package recado.server;

import java.nio.file.Path;
import recado.protocol.Limits;
import recado.server.limits.ConnectionLimits;
import recado.server.postoffice.Quotas;

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

  private static ServerConfig with(
      Path data,
      String name,
      String motd,
      boolean syncing,
      Quotas quotas,
      ConnectionLimits limits) {
    return new ServerConfig(
        "127.0.0.1",
        0,
        data,
        name,
        motd,
        syncing,
        8,
        1,
        true,
        quotas,
        limits,
        Limits.MAX_LINE_BYTES);
  }
}
