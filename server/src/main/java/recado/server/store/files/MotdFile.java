package recado.server.store.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import recado.protocol.Text;
import recado.server.store.DamagedStoreException;

/** {@code motd.txt}: the message of the day that the operator has set. */
public final class MotdFile {
  static final String FILE = "motd.txt";
  private static final int MAX_BYTES = 1024;

  private final Disk disk;

  /** That of this data folder. */
  public MotdFile(Disk disk) {
    this.disk = disk;
  }

  /** Whether this can be one. */
  public static boolean isMotd(String text) {
    return text.indexOf(0) < 0 && Text.lengthInBytes(text) <= MAX_BYTES;
  }

  /**
   * What is set, or nothing.
   *
   * @throws DamagedStoreException if it cannot be one
   * @throws IOException if it cannot be read
   */
  public String read() throws IOException {
    if (!disk.exists(FILE)) {
      return "";
    }
    String motd;
    try (InputStream in = disk.read(FILE, 0)) {
      motd = new String(in.readNBytes(4 * MAX_BYTES), StandardCharsets.UTF_8).strip();
    }
    if (!isMotd(motd)) {
      throw new DamagedStoreException(
          FILE,
          "a message of the day has at most " + MAX_BYTES + " bytes, and no NUL",
          "shorten it, or remove the file");
    }
    return motd;
  }

  /**
   * Sets it; it is safe when this returns.
   *
   * @throws IOException if that failed
   */
  public void write(String motd) throws IOException {
    disk.replace(FILE, (motd + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
