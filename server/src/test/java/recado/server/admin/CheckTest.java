package recado.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.ServerProcess;
import recado.server.store.files.FrozenFolder;
import recado.server.store.files.StoredFiles;

/** Check says what a start would, and leaves every byte as it is. */
@Timeout(60)
final class CheckTest {
  @TempDir Path folder;
  private Path data = Path.of("");

  @BeforeEach
  void writeSample() throws IOException {
    data = folder.resolve("data");
    SampleData.writeTo(data, folder.resolve("scratch"));
  }

  private Path newestJournalFile() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("pending"))) {
      return files.sorted().toList().getLast();
    }
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private CommandProcess check() throws IOException, InterruptedException {
    Map<String, String> before = SampleData.contents(data);
    CommandProcess check = CommandProcess.run("check", "--data=" + data);
    assertEquals(before, SampleData.contents(data));
    return check;
  }

  @Test
  void saysWhatIsThere() throws IOException, InterruptedException {
    CommandProcess check = check();
    assertEquals(0, check.exitCode(), check.said());
    assertTrue(check.output().contains("accounts: 4, groups: 2"), check.output());
    assertTrue(check.output().contains("2 files"), check.output());
    assertEquals("", check.errors());
  }

  @Test
  void takesTheFolderFromBeforeItsNameToo() throws IOException, InterruptedException {
    CommandProcess check = CommandProcess.run("--data", data.toString(), "check");
    assertEquals(0, check.exitCode(), check.said());
    assertTrue(check.output().contains("accounts: 4"), check.output());
  }

  @Test
  void takesTheFolderFromTheServersConfiguration() throws IOException, InterruptedException {
    Path config = folder.resolve("recado.properties");
    Files.writeString(config, "port=3333\ndata=" + data + "\n");
    for (String[] order :
        List.of(
            new String[] {"check", "--config=" + config},
            new String[] {"--config", config.toString(), "check"},
            new String[] {"check", "--config", config.toString(), "--data=" + data})) {
      CommandProcess check = CommandProcess.run(order);
      assertEquals(0, check.exitCode(), check.said());
      assertTrue(check.output().contains(data + " is sound: accounts: 4"), check.output());
    }
    CommandProcess other =
        CommandProcess.run("check", "--config=" + config, "--data=" + folder.resolve("none"));
    assertEquals(1, other.exitCode(), other.said());
  }

  @Test
  void namesATornLineAsAWarning() throws IOException, InterruptedException {
    Path journal = newestJournalFile();
    long lines = Files.readAllLines(journal).size();
    append(journal, "{\"id\":");
    append(data.resolve("users.csv"), "car");
    CommandProcess check = check();
    assertEquals(0, check.exitCode(), check.said());
    String warning = "warning: pending/" + journal.getFileName() + ", line " + (lines + 1) + ":";
    assertTrue(check.output().contains(warning), check.output());
    assertTrue(check.output().contains("warning: users.csv, line 6:"), check.output());
  }

  @Test
  void namesAllDamageInTheWordsOfAStart() throws IOException, InterruptedException {
    Path journal = newestJournalFile();
    List<String> lines = Files.readAllLines(journal);
    lines.set(4, lines.get(4).replace("\"crc\":\"", "\"crc\":\"0"));
    lines.remove(9);
    Files.write(journal, lines);
    append(data.resolve("users.csv"), "eva\n");
    CommandProcess check = check();
    assertEquals(1, check.exitCode(), check.said());
    assertTrue(check.errors().contains("users.csv, line 6: 1 columns instead of 4;"));
    String file = "pending/" + journal.getFileName();
    assertTrue(check.errors().contains(file + ", line 5: the checksum does not match;"));
    assertTrue(check.errors().contains(file + ", line 10: record "), check.errors());
    assertEquals(4, check.errors().lines().count(), check.errors());
    try (ServerProcess start = ServerProcess.run("--port=0", "--data=" + data)) {
      assertEquals(
          check.errors().lines().findFirst().orElse(""),
          start.errors().lines().reduce("", (_, last) -> last));
    }
  }

  /** A start compares checksums there; the line would be read when it is delivered. */
  @Test
  void namesWhatIsNotUnderstoodInAnOlderFile() throws IOException, InterruptedException {
    Path older;
    try (Stream<Path> files = Files.list(data.resolve("pending"))) {
      older = files.sorted().toList().getFirst();
    }
    List<String> lines = Files.readAllLines(older);
    String message = lines.stream().filter(l -> l.contains("\"message\"")).findFirst().orElse("");
    int place = lines.indexOf(message);
    String newer = message.substring(0, message.indexOf(",\"crc\"")) + ",\"mood\":\"glad\"}";
    lines.set(place, SampleData.checked(newer));
    Files.write(older, lines);
    SampleData.start(SampleData.copy(data, folder.resolve("started"))).close();
    CommandProcess check = check();
    assertEquals(1, check.exitCode(), check.said());
    String where = "pending/" + older.getFileName() + ", line " + (place + 1) + ": ";
    assertTrue(check.errors().contains(where), check.errors());
    assertTrue(check.errors().contains("mood"), check.errors());
    assertEquals(2, check.errors().lines().count(), check.errors());
  }

  @Test
  void worksBesideARunningServer() throws IOException, InterruptedException {
    Path used = folder.resolve("used");
    try (ServerProcess server = ServerProcess.runOn(used)) {
      server.address();
      CommandProcess check = CommandProcess.run("check", "--data=" + used);
      assertEquals(0, check.exitCode(), check.said());
      assertTrue(check.output().contains("accounts: 0"), check.output());
      assertTrue(check.output().contains("the journal has 1 file,"), check.output());
    }
  }

  @Test
  void saysThatThereIsNothing() throws IOException, InterruptedException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    for (Path nothing : List.of(empty, folder.resolve("none"))) {
      CommandProcess check = CommandProcess.run("check", "--data=" + nothing);
      assertEquals(1, check.exitCode(), check.said());
      assertEquals(1, check.errors().lines().count(), check.errors());
      assertTrue(check.errors().contains(nothing.toString()), check.errors());
    }
    assertFalse(Files.exists(folder.resolve("none")));
  }

  /** A disk that cannot be read says nothing of the data. */
  @Test
  void anErrorOfTheDiskIsNoDamage() throws IOException {
    try (FrozenFolder files = FrozenFolder.freeze(data)) {
      StoredFiles failing = new UnreadableFiles(files, "groups.json");
      assertEquals(
          "Input/output error",
          assertThrows(IOException.class, () -> Examination.of(failing)).getMessage());
    }
  }

  private record UnreadableFiles(StoredFiles files, String unreadable) implements StoredFiles {
    @Override
    public List<String> list(String folder) throws IOException {
      return files.list(folder);
    }

    @Override
    public boolean exists(String file) throws IOException {
      return files.exists(file);
    }

    @Override
    public long size(String file) throws IOException {
      return files.size(file);
    }

    @Override
    public InputStream read(String file, long from) throws IOException {
      if (file.equals(unreadable)) {
        throw new IOException("Input/output error");
      }
      return files.read(file, from);
    }

    @Override
    public void close() throws IOException {
      files.close();
    }
  }

  /** Whatever byte is damaged: check never says sound where a start would fail, nor the reverse. */
  @Test
  void saysSoundWhenAServerStartsAndOnlyThen() throws IOException {
    Path file = newestJournalFile();
    byte[] content = Files.readAllBytes(file);
    for (int i = 0; i < content.length; i += 97) {
      byte[] flipped = content.clone();
      flipped[i] ^= 1;
      Files.write(file, flipped);
      boolean sound;
      try (FrozenFolder files = FrozenFolder.freeze(data)) {
        sound = Examination.of(files).isSound();
      }
      assertFalse(sound, new String(flipped, StandardCharsets.UTF_8));
    }
  }
}
