package recado.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import recado.server.store.files.BackupZip;
import recado.server.store.files.MendedFolder;
import recado.server.store.files.RehearsalDisk;

/**
 * A data folder in which one file has anything in it: {@code check} says that it is sound, or what
 * is damaged; {@code repair} makes a folder that is sound. Journal and snapshot have a checksum in
 * each line, which is made right here: else nothing would get behind it.
 */
final class FolderFuzzTest {
  private static final String PASSWORD =
      "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
          + "aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";

  @TempDir static Path scratch;
  private static FilesInMemory sample = new FilesInMemory();

  @BeforeAll
  static void readSample() throws IOException, URISyntaxException {
    URL folder = FolderFuzzTest.class.getResource("sample");
    sample = FilesInMemory.of(Path.of(Objects.requireNonNull(folder).toURI()));
    assertEquals(List.of(), Examination.of(sample).damages());
  }

  private static void examineAndRepair(FilesInMemory files) throws IOException {
    Examination found = Examination.of(files);
    if (found.isSound()) {
      return;
    }
    assertFalse(found.damages().getFirst().isBlank());
    RehearsalDisk copy = new RehearsalDisk(new FilesInMemory());
    try (MendedFolder mended = new MendedFolder(copy)) {
      new Repair(files, () -> PASSWORD).writeTo(mended);
    }
    assertEquals(List.of(), Examination.of(FilesInMemory.of(copy)).damages());
  }

  @FuzzTest(maxDuration = "2m")
  void users(byte[] content) throws IOException {
    examineAndRepair(sample.with("users.csv", content));
  }

  @FuzzTest(maxDuration = "2m")
  void groups(byte[] content) throws IOException {
    examineAndRepair(sample.with("groups.json", content));
  }

  @FuzzTest(maxDuration = "2m")
  void invitations(byte[] content) throws IOException {
    examineAndRepair(sample.with("invitations.json", content));
  }

  @FuzzTest(maxDuration = "2m")
  void messageLog(byte[] content) throws IOException {
    examineAndRepair(
        sample
            .with("messages.csv", content)
            .with("groups.json", "{}".getBytes(StandardCharsets.UTF_8)));
  }

  @FuzzTest(maxDuration = "2m")
  void snapshot(byte[] content) throws IOException {
    examineAndRepair(sample.with("state.jsonl", checked(content)));
  }

  @FuzzTest(maxDuration = "2m")
  void journal(byte[] content) throws IOException {
    String last = "pending/" + sample.list("pending").getLast();
    examineAndRepair(sample.with(last, checked(content)));
  }

  @FuzzTest(maxDuration = "2m")
  void motd(byte[] content) throws IOException {
    examineAndRepair(sample.with("motd.txt", content));
  }

  @FuzzTest(maxDuration = "2m")
  void backup(byte[] content) throws IOException {
    Path file = scratch.resolve("backup.zip");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(content);
    }
    try (BackupZip zip = BackupZip.open(file)) {
      Examination.of(zip);
    } catch (IOException expected) {
      assertFalse(String.valueOf(expected.getMessage()).isBlank());
    }
  }

  /** Each line with the checksum that it ought to have. */
  private static byte[] checked(byte[] content) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (String line : new String(content, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      int field = line.indexOf(",\"crc\":");
      int end = field < 0 ? Math.max(0, line.length() - 1) : field;
      byte[] object = line.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
      CRC32C crc = new CRC32C();
      crc.update(object);
      lines.writeBytes(object);
      lines.writeBytes(
          ",\"crc\":\"%08x\"}\n".formatted(crc.getValue()).getBytes(StandardCharsets.US_ASCII));
    }
    return lines.toByteArray();
  }
}
