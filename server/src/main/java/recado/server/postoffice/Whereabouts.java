package recado.server.postoffice;

/**
 * Where a connection comes from.
 *
 * @param address as the operator is shown it
 * @param encrypted whether nobody else can read what is said
 * @param since milliseconds since 1970-01-01 UTC
 */
public record Whereabouts(String address, boolean encrypted, long since) {
  /** Of a connection that is none: a test's. */
  public static final Whereabouts NOWHERE = new Whereabouts("nowhere", false, 0);
}
