package recado.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import recado.client.local.Home;
import recado.client.net.ServerAddress;
import recado.client.terminal.StartException;
import recado.protocol.DeviceName;
import recado.protocol.ProtocolException;
import recado.protocol.Secret;
import recado.protocol.UserName;

/** What was typed behind the program's name, and what it means. */
final class Options {
  private static final String PASSWORD_VARIABLE = "RECADO_PASSWORD";

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description = "The server. Default: the last one used, or 127.0.0.1:3333.")
  private @Nullable String server;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Who you are. Default: the last one used, or you are asked.")
  private @Nullable String user;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Where history and settings are kept. Default: your user data folder.")
  private @Nullable Path home;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "What this machine is called: a-z, 0-9 and -. Default: made up once.")
  private @Nullable String device;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "A file with the password in its first line, so that you are not asked."
              + " RECADO_PASSWORD in the environment does the same.")
  private @Nullable Path passwordFile;

  @Option(names = "--register", description = "Make the account without asking, if there is none.")
  private boolean register;

  @Option(
      names = "--plain",
      description = "No editing, no colours, no escape codes. In a pipe it is always so.")
  private boolean plain;

  Optional<ServerAddress> server() throws StartException {
    return server == null ? Optional.empty() : Optional.of(address("--server", server));
  }

  /** An address from an option or a file, which {@code where} names. */
  static ServerAddress address(String where, String written) throws StartException {
    try {
      return ServerAddress.parse(written);
    } catch (IllegalArgumentException e) {
      throw wrong(where + " " + written + ": " + e.getMessage() + "; write HOST:PORT");
    }
  }

  Optional<UserName> user() throws StartException {
    if (user == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(UserName.parse(user.startsWith("@") ? user : "@" + user));
    } catch (ProtocolException e) {
      throw wrong("--user " + user + ": " + e.message());
    }
  }

  Path home(Map<String, String> environment) {
    return home != null
        ? home
        : Home.usualFolder(
            environment,
            System.getProperty("os.name", ""),
            Path.of(System.getProperty("user.home", ".")));
  }

  Optional<DeviceName> device() throws StartException {
    if (device == null) {
      return Optional.empty();
    }
    if (!DeviceName.isValid(device)) {
      throw wrong("--device " + device + ": a device has 1 to 32 of a-z, 0-9 and -");
    }
    return Optional.of(new DeviceName(device));
  }

  Optional<Secret> password(Map<String, String> environment) throws StartException {
    String password = environment.get(PASSWORD_VARIABLE);
    if (passwordFile != null) {
      password = firstLine(passwordFile);
    }
    try {
      return Optional.ofNullable(password).map(Secret::of);
    } catch (IllegalArgumentException _) {
      throw wrong("the password that was given is too long");
    }
  }

  private static String firstLine(Path file) throws StartException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException | java.io.UncheckedIOException e) {
      throw wrong("--password-file " + file + " cannot be read");
    }
  }

  private static StartException wrong(String message) {
    return new StartException(StartException.USAGE, message);
  }

  boolean register() {
    return register;
  }

  boolean plain() {
    return plain;
  }
}
