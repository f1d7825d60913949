package recado.server.admin;

/** How far to go beyond what may have been given out since, to be sure that it was not. */
final class Leap {
  /** So many ids, or numbers of accounts or groups. */
  static final long NUMBERS = 1_000_000;

  private Leap() {}
}
