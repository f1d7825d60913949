package recado.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import recado.server.auth.Passwords;
import recado.server.postoffice.Registration;
import recado.server.store.files.MotdFile;

/** The options of a server that runs, but for its data folder, which the commands share. */
final class ServerOptions {
  private static final int MIN_PASSWORD_MEMORY_KIB = 8; // RFC 9106: 8 for each lane

  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  enum LogLevel {
    error,
    warn,
    info,
    debug,
    trace
  }

  enum Durability {
    fsync,
    os
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--port",
      defaultValue = "3333",
      paramLabel = "PORT",
      description = "Port to listen on; 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description =
          "Address to listen on; 0.0.0.0 lets other machines in (default: ${DEFAULT-VALUE}).")
  private String bind = "";

  @Mixin private TlsOptions tls = new TlsOptions();

  @Mixin private ZapOptions zap = new ZapOptions();

  @Option(
      names = "--name",
      defaultValue = "recado",
      paramLabel = "NAME",
      description = "What the server calls itself, one word (default: ${DEFAULT-VALUE}).")
  private String name = "";

  @Option(
      names = "--motd",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "Message of the day, shown to everybody who connects.")
  private String motd = "";

  @Option(
      names = "--durability",
      defaultValue = "fsync",
      paramLabel = "fsync|os",
      description =
          "What a message must survive before it is acknowledged: a power cut (fsync), or only the"
              + " end of the server (os) (default: ${DEFAULT-VALUE}).")
  private Durability durability = Durability.fsync;

  @Option(
      names = "--registration",
      defaultValue = "open",
      paramLabel = "open|closed|invite",
      description =
          "Who may make an account: everybody, nobody (see: users add), or who has an invitation"
              + " (see: invite) (default: ${DEFAULT-VALUE}).")
  private Registration registration = Registration.OPEN;

  @Option(
      names = "--password-memory-kib",
      defaultValue = "" + Passwords.DEFAULT_MEMORY_KIB,
      paramLabel = "KIB",
      description = "Argon2id: memory for each password check (default: ${DEFAULT-VALUE}).")
  private int passwordMemoryKib;

  @Option(
      names = "--password-iterations",
      defaultValue = "" + Passwords.DEFAULT_ITERATIONS,
      paramLabel = "N",
      description = "Argon2id: passes over that memory (default: ${DEFAULT-VALUE}).")
  private int passwordIterations;

  @Mixin private LimitOptions limits = new LimitOptions();

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description =
          "Port for HTTP: /metrics for Prometheus, and /health. It tells no names and no texts.")
  private @Nullable Integer metricsPort;

  @Option(
      names = "--metrics-bind",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description = "Address for that (default: ${DEFAULT-VALUE}).")
  private String metricsBind = "";

  @Option(
      names = "--log-level",
      defaultValue = "info",
      paramLabel = "LEVEL",
      description =
          "What is logged: error, warn, info, debug or trace (default: ${DEFAULT-VALUE}).")
  private LogLevel logLevel = LogLevel.info;

  @Option(names = "--no-message-log", description = "Do not write messages.csv.")
  private boolean noMessageLog;

  /** Unless the one who started Java has said how much is logged. */
  void useLogLevel() {
    if (System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, logLevel.name());
    }
  }

  /**
   * What a server is to be started with.
   *
   * @throws ParameterException if it cannot be meant
   */
  ServerConfig validConfig(Path data) {
    check(port >= 0 && port <= 65_535, "--port is from 0 to 65535, not " + port);
    check(
        name.matches("[A-Za-z0-9._-]{1,64}"), "--name is one word of A-Z, a-z, 0-9, '.', '_', '-'");
    check(MotdFile.isMotd(motd), "--motd has at most 1024 bytes");
    check(
        passwordMemoryKib >= MIN_PASSWORD_MEMORY_KIB && passwordMemoryKib <= 4 << 20,
        "--password-memory-kib is from " + MIN_PASSWORD_MEMORY_KIB + " to " + (4 << 20));
    check(
        passwordIterations >= 1 && passwordIterations <= 1000,
        "--password-iterations is from 1 to 1000");
    return new ServerConfig(
        data,
        name,
        motd,
        durability == Durability.fsync,
        !noMessageLog,
        new ServerConfig.PasswordCost(passwordMemoryKib, passwordIterations),
        limits.quotas(),
        registration,
        new ServerConfig.Network(
            bind,
            port,
            tls.tls(bind),
            zap.ports(bind),
            tls.required(),
            limits.connectionLimits(),
            metrics(),
            limits.lineBytes()));
  }

  private ServerConfig.@Nullable MetricsPort metrics() {
    if (metricsPort == null) {
      return null;
    }
    check(
        metricsPort >= 0 && metricsPort <= 65_535,
        "--metrics-port is from 0 to 65535, not " + metricsPort);
    return new ServerConfig.MetricsPort(metricsBind, metricsPort);
  }

  private void check(boolean valid, String message) {
    if (!valid) {
      throw new ParameterException(command.commandLine(), message);
    }
  }
}
