package recado.server.store.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;

/**
 * The files of a data folder as they were at one moment, wherever they lie, to be read alone. Names
 * are those of {@link Disk}.
 */
public interface StoredFiles extends Closeable {
  /**
   * The names of the files in a folder ("" for the data folder itself), sorted, without its own.
   */
  List<String> list(String folder) throws IOException;

  /** Those of all these files that lie in a folder, by their names in it and in the same order. */
  static List<String> namesIn(String folder, Collection<String> all) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return all.stream()
        .filter(file -> file.startsWith(prefix))
        .map(file -> file.substring(prefix.length()))
        .filter(name -> name.indexOf('/') < 0)
        .toList();
  }

  /** Whether there is such a file. */
  boolean exists(String file) throws IOException;

  /** How long a file is, in bytes. */
  long size(String file) throws IOException;

  /** Reads a file from a position on; the caller closes. */
  InputStream read(String file, long from) throws IOException;
}
