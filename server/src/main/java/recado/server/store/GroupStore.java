package recado.server.store;

import java.io.IOException;

/** Where groups are kept: a snapshot, to which the journal adds what happened since. */
public interface GroupStore {
  /**
   * The newest snapshot, or an empty one.
   *
   * @throws DamagedStoreException if what is stored cannot be understood; nothing is changed
   * @throws IOException if it cannot be read
   */
  StoredGroup.Snapshot load() throws IOException;

  /**
   * Replaces the snapshot and makes it safe. May be called on any one thread at a time.
   *
   * @throws IOException if that failed; the former snapshot is there then
   */
  void save(StoredGroup.Snapshot snapshot) throws IOException;
}
