package recado.server.postoffice;

import org.jspecify.annotations.Nullable;
import recado.protocol.ErrorCode;

/** A command that cannot be carried out and has changed nothing. */
final class Refusal extends Exception {
  final ErrorCode code;

  /** The name, cid or id that it is about; the command's own if null. */
  final @Nullable String detail;

  Refusal(ErrorCode code, @Nullable Object detail, String message) {
    super(message, null, false, false);
    this.code = code;
    this.detail = detail == null ? null : detail.toString();
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
