package recado.client.command;

/** A line that makes no sense; the message says, in one line, how it is done. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message, null, false, false);
  }

  /** The line. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
