package recado.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for TLS. */
final class TlsOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--tls-port",
      paramLabel = "PORT",
      description = "Port to listen on with TLS, usually 3334; 0 for any free one.")
  private @Nullable Integer port;

  @Option(
      names = "--tls-bind",
      paramLabel = "ADDRESS",
      description = "Address to listen on with TLS (default: that of --bind).")
  private @Nullable String bind;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "PEM file of the server's certificate and those that vouch for it. SIGHUP has it read"
              + " again, and nobody is disconnected. See also: tls self-signed.")
  private @Nullable Path certificates;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "PEM file of its key: PKCS#8, PKCS#1 or SEC1, without a password.")
  private @Nullable Path key;

  @Option(
      names = "--require-tls",
      description =
          "Take passwords and tokens from other machines inside TLS only; else they are told"
              + " TLS_REQUIRED.")
  private boolean required;

  boolean required() {
    if (required && port == null) {
      throw new ParameterException(
          command.commandLine(), "--require-tls needs --tls-port, --tls-cert and --tls-key");
    }
    return required;
  }

  /**
   * The port with TLS, or null if there is none.
   *
   * @throws ParameterException if it cannot be meant
   */
  ServerConfig.@Nullable Tls tls(String usualBind) {
    if (port == null && certificates == null && key == null && bind == null) {
      return null;
    }
    if (port == null || certificates == null || key == null) {
      throw new ParameterException(
          command.commandLine(), "--tls-port, --tls-cert and --tls-key go together");
    }
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          command.commandLine(), "--tls-port is from 0 to 65535, not " + port);
    }
    return new ServerConfig.Tls(bind == null ? usualBind : bind, port, certificates, key);
  }
}
