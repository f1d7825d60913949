package recado.server.store;

import java.util.List;
import recado.protocol.UserName;

/**
 * The accounts that an entry is for.
 *
 * <p>A group's audience is the same object for all its messages until its members change, and is
 * written to the journal once per file: {@code version} is its name there, the id of the group
 * event that made it. Version 0 is an audience of one or two, written out with its entry.
 */
public record Audience(long version, List<UserName> users) {
  /** Nobody: what is stored for its cid alone. */
  public static final Audience NOBODY = new Audience(0, List.of());

  /** Keeps a copy. */
  public Audience {
    users = List.copyOf(users);
  }

  /** These few. */
  public static Audience of(UserName... users) {
    return new Audience(0, List.of(users));
  }
}
