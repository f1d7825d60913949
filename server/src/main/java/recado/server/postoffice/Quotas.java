package recado.server.postoffice;

/**
 * How much one person may take of what all share.
 *
 * @param mailboxEntries so many entries may wait for a device; messages beyond that are refused
 */
public record Quotas(int mailboxEntries) {
  /** What a server has unless its operator says otherwise. */
  public static final Quotas DEFAULT = new Quotas(100_000);

  /**
   * Takes positive numbers.
   *
   * @throws IllegalArgumentException if one is not
   */
  public Quotas {
    if (mailboxEntries < 1) {
      throw new IllegalArgumentException("a mailbox of " + mailboxEntries + " entries");
    }
  }
}
