package recado.server.store;

import java.io.IOException;
import java.util.List;

/** Where accounts are kept. Owned by the post office's thread once it runs. */
public interface AccountStore extends AutoCloseable {
  /**
   * All accounts, read at the start.
   *
   * @throws DamagedStoreException if what is stored cannot be understood; nothing is changed
   * @throws IOException if it cannot be read
   */
  List<StoredAccount> load() throws IOException;

  /**
   * Notes a new account, or an account's new state, to be written with the next {@link #commit}.
   */
  void put(StoredAccount account);

  /**
   * Makes safe what was put.
   *
   * @throws IOException if that failed; what is stored then is either the old or the new state
   */
  void commit() throws IOException;

  /** What was committed since the last confirmation stays: the batch it belongs to is safe. */
  void confirm();

  /**
   * Undoes what was put and committed since the last confirmation: the rest of its batch could not
   * be made safe, and it was refused.
   *
   * @throws IOException if that failed, too; the new state may be there then
   */
  void takeBack() throws IOException;

  @Override
  void close() throws IOException;
}
