package recado.client.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import recado.protocol.UserName;

/**
 * The folder under which everything is kept, one folder for each account, and {@code settings.json}
 * with the account that was used last.
 */
public final class Home {
  /** The account that was used last. */
  public record LastUsed(String server, UserName user) {}

  private final Path folder;

  private Home(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens it, making it with mode 700 if there is none.
   *
   * @throws IOException if the disk fails
   */
  public static Home open(Path folder) throws IOException {
    PrivateFiles.createFolder(folder);
    return new Home(folder);
  }

  /**
   * Where programs keep a person's data on this system: the XDG base directory specification's
   * folder, and its like on a Mac and on Windows.
   *
   * @param system the property {@code os.name}
   */
  public static Path usualFolder(Map<String, String> environment, String system, Path userHome) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return userHome.resolve("Library/Application Support/Recado");
    }
    if (name.startsWith("windows")) {
      String roaming = environment.getOrDefault("APPDATA", "");
      return (roaming.isEmpty() ? userHome.resolve("AppData/Roaming") : Path.of(roaming))
          .resolve("Recado");
    }
    String dataHome = environment.getOrDefault("XDG_DATA_HOME", "");
    boolean usable = !dataHome.isEmpty() && Path.of(dataHome).isAbsolute(); // as XDG has it
    return (usable ? Path.of(dataHome) : userHome.resolve(".local/share")).resolve("recado");
  }

  /** The folder itself. */
  public Path folder() {
    return folder;
  }

  /** The account that was used last, if any. */
  public Optional<LastUsed> lastUsed(Consumer<Damage> damages) throws IOException {
    return JsonFile.read(
        settingsFile(),
        object ->
            new LastUsed(
                Json.string(object, "server"), UserName.parse(Json.string(object, "user"))),
        damages);
  }

  /** Saves which account is used. */
  public void save(LastUsed used) throws IOException {
    JsonFile.write(
        settingsFile(),
        Json.object().put("server", used.server()).put("user", used.user().toString()));
  }

  /** The servers that were met with TLS. */
  public KnownServers knownServers(Consumer<Damage> damages) {
    return new KnownServers(folder.resolve("known-servers.json"), damages);
  }

  private Path settingsFile() {
    return folder.resolve("settings.json");
  }

  /**
   * Opens the folder of an account: {@code ana@127.0.0.1_3333}.
   *
   * @throws AccountFolder.InUseException if another client has it open
   * @throws IOException if the disk fails
   */
  public AccountFolder account(String server, UserName user) throws IOException {
    return AccountFolder.open(accountPath(server, user));
  }

  /** Where the folder of an account is, or would be. */
  public Path accountPath(String server, UserName user) {
    String place = server.substring(server.indexOf("://") < 0 ? 0 : server.indexOf("://") + 3);
    String fileName = user.value() + "@" + place.replaceAll("[^A-Za-z0-9.-]", "_");
    return folder.resolve(fileName);
  }
}
