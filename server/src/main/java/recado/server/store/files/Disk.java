package recado.server.store.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The few things that the store asks of a file system, and what each promises after a crash. Names
 * are relative to the data folder, with {@code /} between folder and file.
 */
public interface Disk {
  /** The names of the files in a folder ("" for the data folder itself), without the folder's. */
  List<String> list(String folder) throws IOException;

  /** Whether there is such a file. */
  boolean exists(String file) throws IOException;

  /** How long a file is, in bytes. */
  long size(String file) throws IOException;

  /** Reads a file from a position on; the caller closes. */
  InputStream read(String file, long from) throws IOException;

  /**
   * Opens a file to write at its end, and makes it if there is none. A new file is sure to be found
   * after a crash once {@link #syncFolder} has returned.
   */
  Appender append(String file) throws IOException;

  /** Cuts a file at this length and makes that safe. */
  void truncate(String file, long length) throws IOException;

  /** Renames a file over another in one step; safe once {@link #syncFolder} has returned. */
  void rename(String from, String to) throws IOException;

  /** Removes a file. */
  void delete(String file) throws IOException;

  /** Makes a folder unless it is there. */
  void createFolder(String folder) throws IOException;

  /** Makes safe which files a folder has. */
  void syncFolder(String folder) throws IOException;

  /** A file that is written at its end. */
  interface Appender extends Closeable {
    /** Writes all of {@code bytes[0, length)}; not safe before {@link #sync}. */
    void write(byte[] bytes, int length) throws IOException;

    /** Makes safe what was written, and the file's length. */
    void sync() throws IOException;
  }

  /** Replaces a file as a whole: after a crash there is the old or the new one, never a part. */
  default void replace(String file, byte[] content) throws IOException {
    replace(file, appender -> appender.write(content, content.length));
  }

  /** Writes a file's content, in pieces. */
  interface Writing {
    /** Writes all of it. */
    void to(Appender appender) throws IOException;
  }

  /** The same with a content that need not be in memory at once. */
  default void replace(String file, Writing content) throws IOException {
    String temporary = file + ".new";
    if (exists(temporary)) {
      delete(temporary); // left by a crash
    }
    try (Appender appender = append(temporary)) {
      content.to(appender);
      appender.sync();
    }
    rename(temporary, file);
    int slash = file.lastIndexOf('/');
    syncFolder(slash < 0 ? "" : file.substring(0, slash));
  }
}
