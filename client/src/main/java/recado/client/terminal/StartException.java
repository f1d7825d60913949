package recado.client.terminal;

/** The client cannot go on, for a reason that takes one line to say. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is used wrongly, or is missing and can be given. */
  public static final int USAGE = 2;

  /** Anything else. */
  public static final int FAILED = 1;

  private final int exitCode;

  /** With the exit code of the program. */
  public StartException(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** The program's exit code. */
  public int exitCode() {
    return exitCode;
  }

  /** The line. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
