package recado.server.admin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import recado.server.store.files.Disk;
import recado.server.store.files.StoredFiles;

/** A data folder in memory. */
final class FilesInMemory implements StoredFiles {
  private final SortedMap<String, byte[]> files = new TreeMap<>();

  static FilesInMemory of(Path folder) throws IOException {
    FilesInMemory copy = new FilesInMemory();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy.files.put(
            folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return copy;
  }

  /** Those that a disk has. */
  static FilesInMemory of(Disk disk) throws IOException {
    FilesInMemory copy = new FilesInMemory();
    for (String folder : List.of("", "pending")) {
      for (String name : disk.list(folder)) {
        String file = folder.isEmpty() ? name : folder + "/" + name;
        try (InputStream in = disk.read(file, 0)) {
          copy.files.put(file, in.readAllBytes());
        }
      }
    }
    return copy;
  }

  /** The same with another file in place of one. */
  FilesInMemory with(String file, byte[] content) {
    FilesInMemory copy = new FilesInMemory();
    copy.files.putAll(files);
    copy.files.put(file, content);
    return copy;
  }

  byte[] content(String file) throws IOException {
    byte[] content = files.get(file);
    if (content == null) {
      throw new NoSuchFileException(file);
    }
    return content;
  }

  @Override
  public List<String> list(String folder) {
    return StoredFiles.namesIn(folder, files.keySet());
  }

  @Override
  public boolean exists(String file) {
    return files.containsKey(file);
  }

  @Override
  public long size(String file) throws IOException {
    return content(file).length;
  }

  @Override
  public InputStream read(String file, long from) throws IOException {
    byte[] content = content(file);
    int skipped = (int) Math.min(from, content.length);
    return new ByteArrayInputStream(content, skipped, content.length - skipped);
  }

  @Override
  public void close() {}
}
