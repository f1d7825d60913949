package recado.server.store.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;
import recado.server.store.Recovered;

/** A data folder with its files laid open: tests damage them, and see what became of them. */
final class TestFolder implements AutoCloseable {
  static final String FIRST_FILE = Segment.fileName(1);

  private final Path root;
  private final DataFolder disk;

  TestFolder(Path root) throws IOException {
    this.root = root;
    disk = DataFolder.open(root, false);
  }

  DataFolder disk() {
    return disk;
  }

  @Override
  public void close() throws IOException {
    disk.close();
  }

  byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(root.resolve(file));
  }

  String text(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }

  void write(String file, byte[] content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.resolveSibling("."));
    Files.write(path, content);
  }

  void write(String file, String content) throws IOException {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  void delete(String file) throws IOException {
    Files.delete(root.resolve(file));
  }

  /** All files but the lock, a character for each byte: to be compared before and after. */
  Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (!name.equals("recado.lock")) {
          contents.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return contents;
  }

  /** A journal that deletes files and writes snapshots at once. */
  FileJournal journal() {
    return new FileJournal(disk, new JsonGroupStore(disk), new OwnThread());
  }

  /** What a start finds. */
  Recovered recovered() throws IOException {
    try (FileJournal journal = journal()) {
      return Recovered.waitingFor(journal);
    }
  }

  /** A start that writes these records and ends. */
  void append(List<? extends JournalRecord> records) throws IOException {
    try (FileJournal journal = journal()) {
      Recovered.waitingFor(journal);
      records.forEach(journal::append);
      commit(journal);
    }
  }

  static void commit(Journal journal) {
    journal.commit(
        new Journal.Outcome() {
          @Override
          public void safe() {}

          @Override
          public void failed(IOException cause) {
            throw new AssertionError("a commit failed", cause);
          }
        });
  }

  /** The line as the store would have written it: with its checksum, which is right. */
  static String checked(String json) {
    String checked = json.endsWith("}") ? json.substring(0, json.length() - 1) : json;
    CRC32C crc = new CRC32C();
    crc.update(checked.getBytes(StandardCharsets.UTF_8));
    return "%s,\"crc\":\"%08x\"}%n".formatted(checked, crc.getValue()).replace("\r", "");
  }

  /** Where each line begins, and where the last one ends. */
  static int[] lineStarts(byte[] content) {
    IntStream lineEnds = IntStream.range(0, content.length).filter(i -> content[i] == '\n');
    return IntStream.concat(IntStream.of(0), lineEnds.map(i -> i + 1)).toArray();
  }
}
