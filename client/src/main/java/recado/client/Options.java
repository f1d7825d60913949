package recado.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import recado.client.local.Home;
import recado.client.net.ServerAddress;
import recado.client.terminal.Notifier;
import recado.client.terminal.StartException;
import recado.client.texts.Language;
import recado.client.texts.Phrase;
import recado.protocol.DeviceName;
import recado.protocol.ProtocolException;
import recado.protocol.Secret;
import recado.protocol.UserName;

/** What was typed behind the program's name, and what it means. */
final class Options {
  /** What {@link Main} looks for before all others. */
  static final String LANGUAGE = "--lang";

  private static final String PASSWORD_VARIABLE = "RECADO_PASSWORD";

  @Option(names = "--server", paramLabel = "${bundle:ADDRESS}")
  private @Nullable String server;

  @Option(names = "--user", paramLabel = "${bundle:NAME}")
  private @Nullable String user;

  @Option(names = "--home", paramLabel = "${bundle:DIRECTORY}")
  private @Nullable Path home;

  @Option(names = "--device", paramLabel = "${bundle:NAME}")
  private @Nullable String device;

  @Option(names = "--password-file", paramLabel = "${bundle:FILE}")
  private @Nullable Path passwordFile;

  @Option(names = "--register")
  private boolean register;

  @Option(names = "--line")
  private boolean line;

  @Option(names = "--notify-by", paramLabel = "${bundle:WAY}")
  private @Nullable Notifier notifyBy;

  @Option(names = "--plain")
  private boolean plain;

  @Option(names = LANGUAGE, paramLabel = "${bundle:LANGUAGE}", scope = ScopeType.INHERIT)
  @SuppressWarnings("unused") // the choice was made before
  private @Nullable Language language;

  Optional<ServerAddress> server() throws StartException {
    return server == null ? Optional.empty() : Optional.of(address("--server", server));
  }

  /** An address from an option or a file, which {@code where} names. */
  static ServerAddress address(String where, String written) throws StartException {
    try {
      return ServerAddress.parse(written);
    } catch (IllegalArgumentException _) {
      throw wrong(Phrase.BAD_ADDRESS.text(where, written));
    }
  }

  Optional<UserName> user() throws StartException {
    if (user == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(UserName.parse(user.startsWith("@") ? user : "@" + user));
    } catch (ProtocolException _) {
      throw wrong(Phrase.BAD_USER.text(user));
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
      throw wrong(Phrase.BAD_DEVICE.text(device));
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
      throw wrong(Phrase.PASSWORD_TOO_LONG.text());
    }
  }

  private static String firstLine(Path file) throws StartException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException | java.io.UncheckedIOException _) {
      throw wrong(Phrase.UNREADABLE_PASSWORD_FILE.text(file));
    }
  }

  private static StartException wrong(String message) {
    return new StartException(StartException.USAGE, message);
  }

  boolean register() {
    return register;
  }

  boolean line() {
    return line;
  }

  Notifier notifier(Map<String, String> environment) {
    return notifyBy == null ? Notifier.of(environment) : notifyBy;
  }

  boolean plain() {
    return plain;
  }
}
