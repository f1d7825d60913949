package recado.server.postoffice;

import recado.protocol.Limits;

/**
 * How much one person may take of what all share.
 *
 * @param mailboxEntries so many entries may wait for a device; messages beyond that are refused
 * @param groupsPerUser of so many groups a person may be a member
 * @param groupMembers so many members a group may have
 * @param textBytes so long a text may be, in UTF-8; at most {@link Limits#MAX_TEXT_BYTES}
 */
public record Quotas(int mailboxEntries, int groupsPerUser, int groupMembers, int textBytes) {
  /** What a server has unless its operator says otherwise. */
  public static final Quotas DEFAULT = new Quotas(100_000, 1000, 10_000, Limits.MAX_TEXT_BYTES);

  /**
   * Takes positive numbers.
   *
   * @throws IllegalArgumentException if one is not, or a text could not be sent
   */
  public Quotas {
    if (mailboxEntries < 1 || groupsPerUser < 1 || groupMembers < 1 || textBytes < 1) {
      throw new IllegalArgumentException("a quota of less than one");
    }
    if (textBytes > Limits.MAX_TEXT_BYTES) {
      throw new IllegalArgumentException("the protocol has no texts of " + textBytes + " bytes");
    }
  }

  /** The same for mailboxes of another size. */
  public Quotas withMailboxEntries(int entries) {
    return new Quotas(entries, groupsPerUser, groupMembers, textBytes);
  }
}
