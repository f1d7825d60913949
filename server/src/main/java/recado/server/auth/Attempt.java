package recado.server.auth;

import java.time.Duration;

/** Somebody tries a password; who guards against guessing is told. */
public interface Attempt {
  /** It begins; returns how long to wait before the password is looked at. */
  Duration begin();

  /** The password was right. */
  void succeeded();
}
