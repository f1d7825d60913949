package recado.client.terminal;

import java.util.Optional;
import recado.client.texts.Phrase;

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

  /**
   * What somebody answered; who does not answer a question of the sign-in does not want to go on.
   */
  static <T> T answered(Optional<T> answer) throws StartException {
    return answer.orElseThrow(() -> new StartException(FAILED, Phrase.NOT_ANSWERED.text()));
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
