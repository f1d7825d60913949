package recado.server.store.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a crash leaves at the end of a file that is written at its end: a last line without a line
 * feed. It was never acknowledged, and a start drops it.
 */
public final class TornEnds {
  private static final int CHUNK_BYTES = 1 << 16;

  private TornEnds() {}

  /** The file that the journal was written to last, if there is one that is not empty. */
  static Optional<String> lastJournalFile(StoredFiles files) throws IOException {
    Optional<String> last = Optional.empty();
    for (String name : files.list(Segment.FOLDER)) {
      String file = Segment.FOLDER + "/" + name;
      if (Segment.firstIdOf(name) >= 0 && files.size(file) > 0) {
        last = Optional.of(file);
      }
    }
    return last;
  }

  /** The files of which a start would drop the last line. */
  public static List<String> find(StoredFiles files) throws IOException {
    List<String> torn = new ArrayList<>();
    Optional<String> journal = lastJournalFile(files);
    if (journal.isPresent() && wholeLength(files, journal.get()) < files.size(journal.get())) {
      torn.add(journal.get());
    }
    String users = CsvAccountStore.FILE;
    if (files.exists(users)) {
      long whole = wholeLength(files, users);
      if (whole > 0 && whole < files.size(users)) { // a header alone may lack its end
        torn.add(users);
      }
    }
    return torn;
  }

  /** Up to where the file has whole lines. */
  static long wholeLength(StoredFiles files, String file) throws IOException {
    long end = files.size(file);
    while (end > 0) {
      long from = Math.max(0, end - CHUNK_BYTES);
      byte[] chunk;
      try (InputStream in = files.read(file, from)) {
        chunk = in.readNBytes((int) (end - from));
      }
      for (int i = chunk.length - 1; i >= 0; i--) {
        if (chunk[i] == '\n') {
          return from + i + 1;
        }
      }
      end = from;
    }
    return 0;
  }

  /** How many whole lines a file has. */
  public static long wholeLines(StoredFiles files, String file) throws IOException {
    long lines = 0;
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = files.read(file, 0)) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        for (int i = 0; i < count; i++) {
          lines += chunk[i] == '\n' ? 1 : 0;
        }
      }
    }
    return lines;
  }
}
