package recado.client.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A server could not show that it is the one that was meant; the message is its fingerprint. */
public final class UntrustedException extends IOException {
  UntrustedException(String fingerprint, @Nullable Exception cause) {
    super(fingerprint, cause);
  }
}
