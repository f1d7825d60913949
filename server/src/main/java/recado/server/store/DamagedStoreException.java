package recado.server.store;

import java.io.IOException;

/** Stored data that cannot be trusted: the message names the place and what to do about it. */
public final class DamagedStoreException extends IOException {
  /** Damage at a line (counted from 1) of a file. */
  public DamagedStoreException(String file, long line, String what, String remedy) {
    super("reading " + file + ", line " + line + ": " + what + "; " + remedy);
  }

  /** Damage of a file as a whole. */
  public DamagedStoreException(String file, String what, String remedy) {
    super("reading " + file + ": " + what + "; " + remedy);
  }
}
