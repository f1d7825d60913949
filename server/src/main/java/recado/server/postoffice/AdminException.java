package recado.server.postoffice;

/** What the operator has asked for was not done; the message says why. */
public final class AdminException extends Exception {
  AdminException(String message) {
    super(message, null, false, false);
  }
}
