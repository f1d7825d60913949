package recado.server;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import recado.server.dialect.zap.Flavour;
import recado.server.limits.ConnectionLimits;
import recado.server.postoffice.Quotas;
import recado.server.postoffice.Registration;

/**
 * What a server is told at its start.
 *
 * @param motd the message of the day, or nothing
 * @param syncing whether "safe" means on the disk; else it means with the operating system
 * @param messageLog whether {@code messages.csv} is written
 */
public record ServerConfig(
    Path data,
    String name,
    String motd,
    boolean syncing,
    boolean messageLog,
    PasswordCost passwordCost,
    Quotas quotas,
    Registration registration,
    Network network) {

  /**
   * What it costs to check a password, with Argon2id.
   *
   * @param memoryKib memory, in KiB
   * @param iterations passes over it
   */
  public record PasswordCost(int memoryKib, int iterations) {}

  /**
   * Where and how it listens.
   *
   * @param bind the address
   * @param port 0 for any free one
   * @param tls the port with TLS, or null if there is none
   * @param zap ports for clients of the course's protocol
   * @param requireTls passwords and tokens from other machines are taken inside TLS only
   * @param metrics where figures are told, or null if nowhere
   * @param lineBytes the longest line that a client may send
   */
  public record Network(
      String bind,
      int port,
      @Nullable Tls tls,
      List<Zap> zap,
      boolean requireTls,
      ConnectionLimits limits,
      @Nullable MetricsPort metrics,
      int lineBytes) {
    /** Keeps a copy. */
    public Network {
      zap = List.copyOf(zap);
    }
  }

  /**
   * A port for clients of the course's protocol.
   *
   * @param port 0 for any free one
   * @param option which option says it
   */
  public record Zap(Flavour flavour, String bind, int port, String option) {}

  /**
   * Where figures are told over HTTP.
   *
   * @param port 0 for any free one
   */
  public record MetricsPort(String bind, int port) {}

  /**
   * A port with TLS.
   *
   * @param port 0 for any free one
   * @param certificates a PEM file, the server's own certificate first
   * @param key a PEM file
   */
  public record Tls(String bind, int port, Path certificates, Path key) {}
}
