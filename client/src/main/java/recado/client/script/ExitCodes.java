package recado.client.script;

import recado.client.terminal.StartException;

/** With what the commands for scripts end. */
final class ExitCodes {
  static final int DONE = 0;
  static final int FAILED = StartException.FAILED;
  static final int USAGE = StartException.USAGE;

  /** The message was sent, but is not where it was waited for. */
  static final int NOT_IN_TIME = 3;

  /** The server does not have the message yet; it is kept, and sent when a client runs next. */
  static final int KEPT = 4;

  private ExitCodes() {}
}
