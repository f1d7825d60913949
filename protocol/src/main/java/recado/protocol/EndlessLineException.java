package recado.protocol;

import java.io.IOException;

/** A peer that never ends its line; the connection cannot go on. */
public final class EndlessLineException extends IOException {
  EndlessLineException() {
    super(Limits.MAX_UNENDED_BYTES + " bytes without a line ending");
  }
}
