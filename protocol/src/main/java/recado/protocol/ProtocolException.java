package recado.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A line that cannot be carried out: the peer's mistake, answered with {@code ERR}, after which the
 * session goes on.
 *
 * <p>It has no stack trace: it says what a peer did, not where our code was.
 */
public final class ProtocolException extends Exception {
  /** What stands in the place of the verb when there is none to name. */
  public static final String NO_VERB = "-";

  private final String verb;
  private final ErrorCode code;
  private final @Nullable String detail;

  /** An error that no verb can be named for (yet: see {@link #in}). */
  public ProtocolException(ErrorCode code, String message) {
    this(NO_VERB, code, null, message);
  }

  /** An error of a known verb; {@code detail} is the cid, name or id it is about, if any. */
  public ProtocolException(String verb, ErrorCode code, @Nullable String detail, String message) {
    super(message, null, false, false);
    this.verb = verb;
    this.code = code;
    this.detail = detail;
  }

  /** The same error with the verb, and where none is known yet the detail, filled in. */
  ProtocolException in(String knownVerb, @Nullable String knownDetail) {
    return new ProtocolException(knownVerb, code, detail == null ? knownDetail : detail, message());
  }

  /** The verb, or {@link #NO_VERB}. */
  public String verb() {
    return verb;
  }

  /** Why. */
  public ErrorCode code() {
    return code;
  }

  /** The cid, name or id that the error is about. */
  public @Nullable String detail() {
    return detail;
  }

  /** For people. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** The line that answers it. */
  public Event.Err toEvent() {
    return new Event.Err(verb, code, detail, Text.of(message()));
  }
}
