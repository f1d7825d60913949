package recado.server.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import recado.server.store.SampleRecords;
import recado.server.store.files.DataFolder;
import recado.server.store.files.FrozenFolder;
import recado.server.store.files.MendedFolder;

/** Repairs data folders, and looks into them. */
final class Repaired {
  /** A record's line, and its id. */
  static final Pattern RECORD = Pattern.compile("\\{\"id\":([0-9]+),.*\\}");

  private Repaired() {}

  /** Returns what could not be saved, and how it was made up for. */
  static List<String> repair(Path from, Path to) throws IOException {
    List<String> said = new ArrayList<>();
    try (FrozenFolder files = FrozenFolder.freeze(from);
        DataFolder disk = DataFolder.open(to, false)) {
      Repair repair = new Repair(files, () -> SampleRecords.PASSWORD);
      try (MendedFolder target = new MendedFolder(disk)) {
        repair.writeTo(target);
      }
      said.addAll(repair.notSaved());
      said.addAll(repair.remarks());
    }
    return said;
  }

  /** All but the lock. */
  static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> !f.endsWith("recado.lock"))
          .sorted()
          .toList();
    }
  }

  /** The lines of the records that are whole by their looks. */
  static Set<String> journal(Path root) throws IOException {
    Set<String> lines = new HashSet<>();
    for (Path file : files(root.resolve("pending"))) {
      for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
        if (RECORD.matcher(line).matches()) {
          lines.add(line);
        }
      }
    }
    return lines;
  }
}
