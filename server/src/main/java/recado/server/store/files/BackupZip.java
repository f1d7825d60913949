package recado.server.store.files;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A data folder in a zip file: the files of Recado under their own names, and nothing else. It is
 * written and read as a stream, whatever its size.
 */
public final class BackupZip implements StoredFiles {
  private static final List<String> NAMES =
      List.of(
          StateFile.FILE,
          JsonGroupStore.FILE,
          CsvAccountStore.FILE,
          CsvMessageLog.FILE,
          JsonInvitationStore.FILE,
          MotdFile.FILE);

  private final Path path;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new TreeMap<>();

  private BackupZip(Path path, ZipFile zip) {
    this.path = path;
    this.zip = zip;
  }

  /**
   * Writes these files, without the last line of what was being written; the caller closes.
   *
   * @param messageLog whether {@code messages.csv} is to be in it
   */
  public static void write(StoredFiles files, boolean messageLog, OutputStream out)
      throws IOException {
    Optional<String> lastJournalFile = TornEnds.lastJournalFile(files);
    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16));
    zip.setLevel(Deflater.BEST_SPEED); // beside a server at work
    for (String file : namesOf(files, messageLog)) {
      long length = files.size(file);
      if (file.equals(CsvMessageLog.FILE)) {
        length = MessageRows.wholeLength(files);
      } else if (file.equals(lastJournalFile.orElse(""))) {
        length = TornEnds.wholeLength(files, file);
      } else if (file.equals(CsvAccountStore.FILE)) {
        long whole = TornEnds.wholeLength(files, file);
        length = whole > 0 ? whole : length; // a header alone may lack its end
      }
      zip.putNextEntry(new ZipEntry(file));
      try (InputStream in = new FirstBytes(files.read(file, 0), length)) {
        in.transferTo(zip);
      }
      zip.closeEntry();
    }
    zip.finish();
    zip.flush();
  }

  private static List<String> namesOf(StoredFiles files, boolean messageLog) throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : NAMES) {
      if (files.exists(name) && (messageLog || !name.equals(CsvMessageLog.FILE))) {
        names.add(name);
      }
    }
    for (String name : files.list(Segment.FOLDER)) {
      if (Segment.firstIdOf(name) >= 0) {
        names.add(Segment.FOLDER + "/" + name);
      }
    }
    return names;
  }

  /**
   * Opens a backup to read it.
   *
   * @throws IOException with a message for people if it is none: if it is no whole zip file, or has
   *     anything in it but files of Recado, each once
   */
  public static BackupZip open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(path + " is a folder; name the zip file that backup has written");
    }
    ZipFile file;
    try {
      file = new ZipFile(path.toFile());
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + path, e);
    } catch (ZipException e) {
      throw new IOException(path + " is no whole zip file: " + e.getMessage(), e);
    }
    BackupZip zip = new BackupZip(path, file);
    try {
      zip.readNames();
    } catch (IOException e) {
      zip.close();
      throw e;
    }
    return zip;
  }

  private void readNames() throws IOException {
    Enumeration<? extends ZipEntry> all = zip.entries();
    for (ZipEntry entry : Collections.list(all)) {
      String name = entry.getName();
      if (name.equals(Segment.FOLDER + "/")) {
        continue; // other programs write folders, too
      }
      if (!isOurs(name)) {
        throw new IOException(path + " is no backup of Recado: it has a file " + printable(name));
      }
      if (entries.put(name, entry) != null) {
        throw new IOException(path + " is no backup of Recado: it has " + name + " twice");
      }
    }
    if (entries.isEmpty()) {
      throw new IOException(path + " is no backup of Recado: it is empty");
    }
  }

  private static boolean isOurs(String name) {
    String folder = Segment.FOLDER + "/";
    return NAMES.contains(name)
        || (name.startsWith(folder) && Segment.firstIdOf(name.substring(folder.length())) > 0);
  }

  private static String printable(String name) {
    return name.replaceAll("[^!-~]", "?");
  }

  @Override
  public List<String> list(String folder) {
    return StoredFiles.namesIn(folder, entries.keySet());
  }

  @Override
  public boolean exists(String file) {
    return entries.containsKey(file);
  }

  private ZipEntry entry(String file) throws NoSuchFileException {
    ZipEntry entry = entries.get(file);
    if (entry == null) {
      throw new NoSuchFileException(path + ": " + file);
    }
    return entry;
  }

  @Override
  public long size(String file) throws IOException {
    return entry(file).getSize();
  }

  @Override
  public InputStream read(String file, long from) throws IOException {
    ZipEntry entry = entry(file);
    InputStream in = new Reading(zip.getInputStream(entry), file, entry.getCrc());
    try {
      in.skipNBytes(from);
    } catch (IOException e) {
      in.close();
      throw e;
    }
    return in;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** Compares the checksum at the end, which {@link ZipFile} leaves to others. */
  private final class Reading extends FilterInputStream {
    private final String file;
    private final long expected;
    private final CRC32 crc = new CRC32();

    Reading(InputStream in, String file, long expected) {
      super(in);
      this.file = file;
      this.expected = expected;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count;
      try {
        count = in.read(bytes, offset, length);
      } catch (ZipException e) {
        throw new IOException(path + ": " + file + " is damaged: " + e.getMessage(), e);
      }
      if (count > 0) {
        crc.update(bytes, offset, count);
      } else if (count < 0 && crc.getValue() != expected) {
        throw new IOException(path + ": " + file + " is damaged: its checksum does not match");
      }
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] skipped = new byte[(int) Math.min(count, 1 << 16)];
      return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
