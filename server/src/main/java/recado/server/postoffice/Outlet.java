package recado.server.postoffice;

/**
 * Where the post office's words for one connection go. Called by the post office's thread; no
 * method waits for the peer.
 */
public interface Outlet {
  /** Takes an answer or a passing event, and sends it after the next {@link #flush}. */
  void tell(Parcel parcel);

  /**
   * Takes an entry that is in the device's mailbox, unless so much is on its way already that the
   * mailbox had better keep it for now.
   *
   * @return false if it was not taken: {@link Command.Drained} follows when there is room again
   */
  boolean deliver(Parcel parcel);

  /**
   * Reads these entries from the journal and sends them; {@link Command.Drained} follows when they
   * have been written to the socket.
   */
  void catchUp(long[] ids);

  /** A session has begun on this connection. */
  default void signedOn() {}

  /** So many requests of this connection have been decided, and their answers let out. */
  void decided(int requests);

  /** Lets what was taken out to the socket. */
  void flush();

  /** Ends the connection when what was taken has been written. */
  void close();
}
