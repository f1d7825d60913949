package recado.client.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** One line on the terminal that says what is going on, overwritten in place; or nothing. */
final class Progress implements AutoCloseable {
  private static final String ERASE = "\r\u001b[K";

  private final boolean shown;

  Progress(boolean wanted) {
    this.shown = wanted && isTerminal();
  }

  /** Whether standard error is one. Linux knows; elsewhere Java can only tell about the others. */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException _) {
      return Objects.requireNonNull(System.console()).isTerminal();
    }
  }

  void show(String line) {
    if (shown) {
      System.err.print(ERASE + line);
      System.err.flush();
    }
  }

  /** Takes the line away, so that something else can be printed. */
  void clear() {
    if (shown) {
      System.err.print(ERASE);
      System.err.flush();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
