package recado.server.postoffice;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the post office knows it. Others only carry it back with their commands; its
 * fields belong to the post office's thread.
 */
public final class Caller {
  private static final int LOBBY_MESSAGES_KEPT = 64;

  final Outlet outlet;
  final Set<Account> watching = new HashSet<>();

  @Nullable Account account;
  @Nullable Device device;

  /** Entries go out as they are decided; if not, {@link Command.Drained} will ask for more. */
  boolean live;

  /** SYNCED has been sent. */
  boolean synced;

  /** The id of the last entry handed to the outlet, or under way to it from the disk. */
  long position;

  /** The id of the last entry that was sent for sure before whatever is told now. */
  long sentBefore;

  /** The outlet has taken something since its last flush. */
  boolean unflushed;

  /** The last lobby messages it was told, and how far it was in its mailbox at the time. */
  private final Map<Long, Long> lobby =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > LOBBY_MESSAGES_KEPT;
        }
      };

  /** It is over: nothing more is done for it. */
  boolean gone;

  /** What to run when the backlog of a login has been sent, or the login has failed. */
  @Nullable Runnable settled;

  /** It was told a lobby message, which is in no mailbox. */
  void toldLobby(long id) {
    lobby.put(id, sentBefore);
  }

  /**
   * Up to which entry it has acknowledged its mailbox by acknowledging a lobby message: to those
   * sent before it. Null if it was not told that message.
   */
  @Nullable Long positionAtLobby(long id) {
    return lobby.get(id);
  }

  /** A connection that has just come. */
  public Caller(Outlet outlet) {
    this.outlet = outlet;
  }
}
