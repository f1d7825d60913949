package recado.client.local;

import java.nio.file.Path;

/** Something in a file that could not be read, and what was done about it. Never silently. */
public sealed interface Damage {
  /** The file. */
  Path file();

  /** The last line ended in the middle, as after a power cut; it was dropped. */
  record TornLine(Path file, int line) implements Damage {}

  /** A line that says nothing we know; its bytes went to the end of {@code kept}. */
  record BadLine(Path file, int line, Path kept) implements Damage {}

  /** A whole file that could not be read; it has the name {@code kept} now. */
  record BadFile(Path file, Path kept) implements Damage {}
}
