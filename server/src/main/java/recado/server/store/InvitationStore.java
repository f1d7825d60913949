package recado.server.store;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Where invitations are kept. Owned by the post office's thread once it runs. */
public interface InvitationStore {
  /** Keeps none. */
  InvitationStore NONE =
      new InvitationStore() {
        @Override
        public List<Invitation> load() {
          return List.of();
        }

        @Override
        public void save(Collection<Invitation> invitations) throws IOException {
          throw new IOException("no invitations are kept here");
        }
      };

  /**
   * All invitations, read at the start.
   *
   * @throws DamagedStoreException if what is stored cannot be understood; nothing is changed
   * @throws IOException if it cannot be read
   */
  List<Invitation> load() throws IOException;

  /**
   * Replaces what is kept; it is safe when this returns.
   *
   * @throws IOException if that failed; what is stored then is either the old or the new state
   */
  void save(Collection<Invitation> invitations) throws IOException;
}
