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
   * Notes a new account, or an account's new password. A new account is made safe with the next
   * {@link #commit}. A new password is in the journal: it is written after {@link #confirm}, and
   * must be put again if a start finds that the journal knows better.
   */
  void put(StoredAccount account);

  /**
   * Makes new accounts safe, before the journal's records speak of them.
   *
   * @throws IOException if that failed; what is stored then is either the old or the new state
   */
  void commit() throws IOException;

  /** What was put since the last confirmation stays: the batch it belongs to is safe. */
  void confirm();

  /**
   * Undoes what was put since the last confirmation: the rest of its batch could not be made safe,
   * and it was refused. Needs no room on the disk, if all passwords are written.
   *
   * @throws IOException if that failed, too; the new accounts may be there then
   */
  void takeBack() throws IOException;

  /**
   * Writes the passwords that could not be written before, if there are any: a snapshot, after
   * which the journal does not know them any more, must wait for that.
   *
   * @return whether all passwords are written
   */
  boolean bringUpToDate();

  @Override
  void close() throws IOException;
}
