package recado.server.store;

import java.io.IOException;

/** Stored data that cannot be trusted: the message names the place and what to do about it. */
public final class DamagedStoreException extends IOException {
  private final String what;

  /** Damage at a line (counted from 1) of a file. */
  public DamagedStoreException(String file, long line, String what, String remedy) {
    super("reading " + file + ", line " + line + ": " + what + "; " + remedy);
    this.what = what;
  }

  /** Damage of a file as a whole. */
  public DamagedStoreException(String file, String what, String remedy) {
    super("reading " + file + ": " + what + "; " + remedy);
    this.what = what;
  }

  /** What is wrong there, without the place and the remedy. */
  public String what() {
    return what;
  }
}
