package recado.server.postoffice;

/** Who may make an account by themselves. */
public enum Registration {
  /** Everybody. */
  OPEN,
  /** Nobody: the operator makes them. */
  CLOSED,
  /** Whoever has an invitation that was not used. */
  INVITE
}
