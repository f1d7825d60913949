package recado.client.arrival;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import recado.client.local.Home;
import recado.client.net.ServerAddress;
import recado.client.terminal.StartException;
import recado.client.texts.Phrase;
import recado.protocol.ProtocolException;
import recado.protocol.UserName;

/** The options that say which account it is, and what they mean. Immutable once they are read. */
public final class AccountOptions {
  @Option(names = "--server", paramLabel = "${bundle:ADDRESS}")
  private @Nullable String server;

  @Option(names = "--user", paramLabel = "${bundle:NAME}")
  private @Nullable String user;

  @Option(names = "--home", paramLabel = "${bundle:DIRECTORY}")
  private @Nullable Path home;

  /**
   * The server, if one is given.
   *
   * @throws StartException if it is no address
   */
  public Optional<ServerAddress> server() throws StartException {
    return server == null ? Optional.empty() : Optional.of(address("--server", server));
  }

  /**
   * The server that is given, or else the one that was used last, or else the usual one.
   *
   * @throws StartException if it is no address
   */
  public ServerAddress serverOr(Optional<Home.LastUsed> last) throws StartException {
    Optional<ServerAddress> chosen = server();
    if (chosen.isPresent()) {
      return chosen.get();
    }
    return last.isPresent() ? address("settings.json", last.get().server()) : ServerAddress.USUAL;
  }

  /** An address from an option or a file, which {@code where} names. */
  private static ServerAddress address(String where, String written) throws StartException {
    try {
      return ServerAddress.parse(written);
    } catch (IllegalArgumentException _) {
      throw wrong(Phrase.BAD_ADDRESS.text(where, written));
    }
  }

  /**
   * Who one is, if that is given.
   *
   * @throws StartException if it is no name
   */
  public Optional<UserName> user() throws StartException {
    if (user == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(UserName.parse(user.startsWith("@") ? user : "@" + user));
    } catch (ProtocolException _) {
      throw wrong(Phrase.BAD_USER.text(user));
    }
  }

  /**
   * Who one is, or else who one was last.
   *
   * @throws StartException if it is no name
   */
  public Optional<UserName> userOr(Optional<Home.LastUsed> last) throws StartException {
    return user().or(() -> last.map(Home.LastUsed::user));
  }

  /** The folder under which everything is kept. */
  public Path home(Map<String, String> environment) {
    return home != null
        ? home
        : Home.usualFolder(
            environment,
            System.getProperty("os.name", ""),
            Path.of(System.getProperty("user.home", ".")));
  }

  static StartException wrong(String message) {
    return new StartException(StartException.USAGE, message);
  }
}
