package recado.server.postoffice;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the post office knows it. Others only carry it back with their commands; its
 * fields belong to the post office's thread.
 */
public final class Caller {
  final Outlet outlet;
  final Whereabouts from;
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

  /** It is over: nothing more is done for it. */
  boolean gone;

  /** What to run when the backlog of a login has been sent, or the login has failed. */
  @Nullable Runnable settled;

  /** A connection that has just come from nowhere that is known. */
  public Caller(Outlet outlet) {
    this(outlet, Whereabouts.NOWHERE);
  }

  /** A connection that has just come. */
  public Caller(Outlet outlet, Whereabouts from) {
    this.outlet = outlet;
    this.from = from;
  }
}
