package recado.client.desk;

/** How it stands with the server. */
public enum Standing {
  /** There is a session, and all that waited for this device is here. */
  READY,
  /** No session; the client goes on trying. */
  UNREACHABLE,
  /** The server does not take the device's token any more; {@link Clerk#signedIn} goes on. */
  SIGNED_OUT
}
