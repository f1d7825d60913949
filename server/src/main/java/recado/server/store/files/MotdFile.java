package recado.server.store.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** {@code motd.txt}: the message of the day that the operator has set. */
public final class MotdFile {
  static final String FILE = "motd.txt";
  private static final int MAX_BYTES = 1 << 16; // far more than a message may have

  private final Disk disk;

  /** That of this data folder. */
  public MotdFile(Disk disk) {
    this.disk = disk;
  }

  /**
   * What is set, or nothing.
   *
   * @throws IOException if it cannot be read
   */
  public String read() throws IOException {
    if (!disk.exists(FILE)) {
      return "";
    }
    try (InputStream in = disk.read(FILE, 0)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
    }
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
