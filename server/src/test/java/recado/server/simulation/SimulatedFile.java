package recado.server.simulation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A file's bytes as programs see them, and what of that a power cut leaves. The death of the server
 * alone changes nothing: what it wrote is with the operating system, as safe or unsafe as before.
 */
final class SimulatedFile {
  private byte[] bytes = new byte[128];
  private int length;

  /** So many of them are safe. */
  private int safe;

  /** What is safe while a cut is not: the file as it was before. */
  private byte @Nullable [] beforeCut;

  /**
   * A sync failed and these bytes were lost on their way: programs see them until the power fails,
   * no later sync brings them back, and what is written after them comes after a hole.
   */
  private int lostFrom;

  private int lostTo;

  int length() {
    return length;
  }

  /** How many bytes its whole lines are. */
  int endOfLastLine() {
    int end = length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  byte[] contentFrom(int from) {
    return Arrays.copyOfRange(bytes, Math.min(from, length), length);
  }

  void append(byte[] more, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
    System.arraycopy(more, 0, bytes, length, count);
    length += count;
  }

  void sync() {
    safe = length;
    beforeCut = null;
  }

  /** Of what was not safe, some beginning is, and the rest is lost. */
  void failToSync(RandomGenerator random) {
    if (safe < length) {
      lostFrom = lostTo > 0 ? lostFrom : safe + random.nextInt(length - safe);
      lostTo = length;
    }
  }

  /** Whether programs still see something that a failed sync has lost. */
  boolean hasLost() {
    return lostTo > 0;
  }

  /** Cut, but not yet for sure. */
  void cut(int to) {
    if (to < safe && beforeCut == null) {
      beforeCut = Arrays.copyOf(bytes, safe);
    }
    length = Math.min(length, to);
    safe = Math.min(safe, to);
    lostTo = Math.min(lostTo, to);
    if (lostTo <= lostFrom) {
      lostFrom = 0;
      lostTo = 0;
    }
  }

  /** The power fails: of what was not safe, any beginning is left. */
  void crash(RandomGenerator random) {
    if (beforeCut != null && random.nextBoolean()) {
      bytes = beforeCut;
      length = beforeCut.length;
    } else if (safe < length) {
      length =
          switch (random.nextInt(4)) {
            case 0 -> safe;
            case 1 -> length;
            default -> safe + random.nextInt(length - safe);
          };
    }
    if (lostTo > 0) {
      Arrays.fill(bytes, Math.min(lostFrom, length), Math.min(lostTo, length), (byte) 0);
      lostFrom = 0;
      lostTo = 0;
    }
    sync();
  }

  /** Damages a byte that was safe. */
  void flip(int position, int bits) {
    bytes[position] ^= (byte) bits;
  }
}
