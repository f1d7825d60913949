package recado.server.store.files;

import recado.server.store.DamagedStoreException;

/**
 * Something in a data folder that is not as it was written.
 *
 * @param place the file, and the line if it is about one
 * @param what what is wrong there
 * @param damage the same as a start says it, with what to do
 * @param lost what is lost by it; empty if nothing is
 * @param weight whether it stops a start by itself
 */
public record Finding(String place, String what, String damage, String lost, Weight weight) {
  /** How it goes on where something is not understood. */
  static final String NEWER =
      "a newer version of Recado wrote it, which this one would lose: repair with that one; ";

  /** What a finding means for a start. */
  public enum Weight {
    /** It stops there. */
    DAMAGE,
    /** It would stop there, but it comes of another finding before it. */
    CONSEQUENCE,
    /** What a crash leaves behind: nothing that was ever acknowledged is lost by it. */
    TORN_END
  }

  static Finding at(String file, long line, String what, String remedy, String lost) {
    String damage =
        String.valueOf(new DamagedStoreException(file, line, what, remedy).getMessage());
    return new Finding(file + ", line " + line, what, damage, lost, Weight.DAMAGE);
  }

  static Finding of(String file, String what, String remedy, String lost) {
    String damage = String.valueOf(new DamagedStoreException(file, what, remedy).getMessage());
    return new Finding(file, what, damage, lost, Weight.DAMAGE);
  }

  Finding weighing(Weight newWeight) {
    return new Finding(place, what, damage, lost, newWeight);
  }

  /** For a list of what could not be saved. */
  @Override
  public String toString() {
    return place + ": " + what + (lost.isEmpty() ? "; nothing is lost by it" : "; " + lost);
  }
}
