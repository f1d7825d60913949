package recado.client.terminal;

import java.util.Optional;
import recado.protocol.Secret;

/** Passwords as people type them. Stateless. */
public final class Secrets {
  private Secrets() {}

  /** A secret, if these characters can be one at all. */
  public static Optional<Secret> of(String typed) {
    try {
      return Optional.of(Secret.of(typed));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // longer than any line, or with a NUL
    }
  }
}
