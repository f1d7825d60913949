package recado.client.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import recado.protocol.DeviceName;
import recado.protocol.ProtocolException;
import recado.protocol.Secret;
import recado.protocol.UserName;

/**
 * The folder of one account at one server. While it is open no other client can open it: two would
 * answer for the same device and write the same files.
 *
 * <p>{@code account.json} in it holds the device's token, which is as good as a password:
 *
 * <pre>
 * {
 *   "server" : "127.0.0.1:3333",
 *   "user" : "@ana",
 *   "device" : "laptop-x7k2m9",
 *   "token" : "…"
 * }
 * </pre>
 */
public final class AccountFolder implements Closeable {
  /** Another client has the folder open. */
  public static final class InUseException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Path folder;

    InUseException(Path folder) {
      super(folder.toString());
      this.folder = folder;
    }

    /** The one that is in use. */
    public Path folder() {
      return folder;
    }
  }

  static final String CONTACTS = "contacts.json";
  static final String NOTICES = "notices.json";

  private final Path folder;
  private final FileChannel lock;

  private AccountFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens the folder, making it if there is none.
   *
   * @throws InUseException if another client has it open
   * @throws IOException if the disk fails
   */
  static AccountFolder open(Path folder) throws IOException {
    PrivateFiles.createFolder(folder);
    FileChannel lock = PrivateFiles.openToAppend(folder.resolve("recado.lock"));
    try {
      @SuppressWarnings("unused") // held until its channel is closed
      FileLock held = lock.tryLock();
      if (held != null) {
        return new AccountFolder(folder, lock);
      }
    } catch (OverlappingFileLockException e) {
      lock.close();
      throw new InUseException(folder);
    }
    lock.close();
    throw new InUseException(folder);
  }

  /** The account, if it has been saved. */
  public Optional<Account> account(Consumer<Damage> damages) throws IOException {
    return JsonFile.read(accountFile(), AccountFolder::read, damages);
  }

  private static Account read(ObjectNode object) throws ProtocolException {
    return new Account(
        Json.string(object, "server"),
        UserName.parse(Json.string(object, "user")),
        new DeviceName(Json.string(object, "device")),
        object.has("token") ? Secret.of(Json.string(object, "token")) : null);
  }

  /** Saves the account. */
  public void save(Account account) throws IOException {
    ObjectNode object =
        Json.object()
            .put("server", account.server())
            .put("user", account.user().toString())
            .put("device", account.device().value());
    if (account.token() != null) {
      object.put("token", account.token().reveal());
    }
    JsonFile.write(accountFile(), object);
  }

  private Path accountFile() {
    return folder.resolve("account.json");
  }

  /** The contacts. */
  public Contacts contacts(Consumer<Damage> damages) throws IOException {
    return Contacts.open(folder.resolve(CONTACTS), damages);
  }

  /** Of what the person wants to be told. */
  public NoticeLevels noticeLevels(Consumer<Damage> damages) throws IOException {
    return NoticeLevels.open(folder.resolve(NOTICES), damages);
  }

  /** What the person has begun to write. */
  public Drafts drafts(Consumer<Damage> damages) throws IOException {
    return Drafts.open(folder.resolve("drafts.json"), damages);
  }

  /** What is not sent yet. */
  public Unsent unsent(Consumer<Damage> damages) throws IOException {
    return Unsent.open(folder.resolve("unsent.jsonl"), damages);
  }

  /** The history, telling {@code replay} what it holds. */
  public History history(History.Replay replay, Consumer<Damage> damages) throws IOException {
    return History.open(folder.resolve(History.FOLDER), replay, damages);
  }

  /** The folder itself. */
  public Path path() {
    return folder;
  }

  /** Where the keyboard's own history of typed lines goes. */
  public Path typedLines() {
    return folder.resolve("typed-lines");
  }

  /** Lets other clients in. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
