package recado.client.arrival;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import recado.client.local.Home;
import recado.client.net.ServerAddress;
import recado.client.net.Trust;
import recado.client.terminal.StartException;
import recado.client.texts.Phrase;
import recado.protocol.ProtocolException;
import recado.protocol.UserName;

/** The options that say which account it is, and what they mean. Immutable once they are read. */
public final class AccountOptions {
  @Option(names = "--server", paramLabel = "${bundle:ADDRESS}")
  private @Nullable String server;

  @Option(names = "--tls")
  private boolean tls;

  @Option(names = "--trust", paramLabel = "${bundle:FILE}")
  private @Nullable Path trust;

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
    if (server == null) {
      return Optional.empty();
    }
    boolean hasScheme = server.contains("://");
    return Optional.of(address("--server", tls && !hasScheme ? "tls://" + server : server));
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
    ServerAddress before =
        last.isPresent() ? address("settings.json", last.get().server()) : ServerAddress.USUAL;
    return tls ? before.withTls() : before;
  }

  /**
   * Which servers are believed to be who they are.
   *
   * @throws StartException if the certificates that are given cannot be used
   */
  Trust trust(Trust.Acquaintances acquaintances, Trust.Introduction introduction)
      throws StartException {
    if (trust == null) {
      return Trust.usual(acquaintances, introduction);
    }
    try (InputStream in = Files.newInputStream(trust)) {
      return Trust.inCertificates(in);
    } catch (IOException | CertificateException _) {
      throw wrong(Phrase.NO_CERTIFICATES.text(trust));
    }
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
