package recado.server.dialect.zap;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import recado.protocol.EntryId;
import recado.protocol.GroupName;
import recado.protocol.UserName;

/**
 * What the server knows and tells no client in a line: numbers, and when an old message was taken.
 * Asking takes as long as there is to tell, and waits for the post office. Thread-safe.
 */
public interface Books {
  /**
   * The number of every account there ever was.
   *
   * @throws IOException if the server cannot say
   */
  Map<UserName, String> accounts() throws IOException, InterruptedException;

  /**
   * All groups.
   *
   * @throws IOException if the server cannot say
   */
  List<GroupRow> groups() throws IOException, InterruptedException;

  /**
   * A group.
   *
   * @param members its admins at the head
   */
  record GroupRow(GroupName name, String number, List<UserName> members) {
    /** Keeps a copy. */
    public GroupRow {
      members = List.copyOf(members);
    }
  }

  /**
   * When the server took this message, in milliseconds since 1970-01-01 UTC; empty if it is not
   * kept any more.
   *
   * @throws IOException if the server cannot say
   */
  OptionalLong timeOf(EntryId message) throws IOException, InterruptedException;
}
