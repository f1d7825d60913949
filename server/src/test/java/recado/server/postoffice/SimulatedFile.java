package recado.server.postoffice;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A file's bytes: those that are sure to survive a power cut, and those only written. */
final class SimulatedFile {
  private byte[] bytes = new byte[256];
  private int length;
  private int synced;

  /** A sync failed: what was not safe then will not be by a later one that does not fail. */
  private boolean doubtful;

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
    if (!doubtful) {
      synced = length;
    }
  }

  void failToSync() {
    doubtful = synced < length;
  }

  /** Cut and made safe. */
  void truncate(int to) {
    length = to;
    if (to <= synced) {
      doubtful = false;
    }
    synced = Math.min(synced, to);
    sync();
  }

  /** The power fails: of what was not synced, any beginning is left. */
  void crash(RandomGenerator random) {
    length = synced + random.nextInt(length - synced + 1);
    synced = length;
    doubtful = false;
  }

  /** The server alone died: what it wrote is with the operating system. */
  void outliveServer() {
    synced = length;
    doubtful = false;
  }

  /** Damages a byte that was safe. */
  void flip(int position, int bits) {
    bytes[position] ^= (byte) bits;
  }
}
