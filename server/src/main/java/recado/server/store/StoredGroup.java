package recado.server.store;

import java.util.List;
import recado.protocol.GroupName;
import recado.protocol.Text;
import recado.protocol.UserName;

/**
 * A group as it is kept: its members in the order in which they joined.
 *
 * @param number 13 digits, beginning with 2
 * @param created milliseconds since 1970-01-01 UTC
 * @param changed the id of the group event that its members are as of
 */
public record StoredGroup(
    GroupName name, String number, Text topic, long created, long changed, List<Member> members) {

  /** Keeps a copy. */
  public StoredGroup {
    members = List.copyOf(members);
  }

  /**
   * One member.
   *
   * @param joined milliseconds since 1970-01-01 UTC
   * @param since the id of the group event by which they joined
   */
  public record Member(UserName name, boolean admin, long joined, long since) {}

  /**
   * All groups, as of an entry.
   *
   * @param includes the id of the last journal record whose effect is in here; 0 for none
   * @param lastNumber the number that was given out last, also if that group is gone
   */
  public record Snapshot(long includes, long lastNumber, List<StoredGroup> groups) {
    /** Keeps a copy. */
    public Snapshot {
      groups = List.copyOf(groups);
    }
  }
}
