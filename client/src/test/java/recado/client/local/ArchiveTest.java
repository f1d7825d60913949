package recado.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recado.protocol.ProtocolException;
import recado.protocol.UserName;

/** What is exported comes back, where it belongs, and nothing of what is there is lost. */
final class ArchiveTest {
  private static final String SERVER = "127.0.0.1:3333";
  private static final String FIRST = "{\"id\":1,\"time\":10,\"from\":\"@ana\",\"text\":\"um\"}\n";
  private static final String SECOND =
      "{\"id\":2,\"time\":20,\"from\":\"@bruno\",\"text\":\"dois\"}\n";
  private static final String THIRD =
      "{\"id\":3,\"time\":30,\"from\":\"@ana\",\"text\":\"três\"}\n";
  private static final String MARK = "{\"seen\":2,\"told\":true}\n";

  @TempDir private Path folder;
  private final List<Damage> damages = new ArrayList<>();

  @Test
  void anEmptyFolderGetsEverythingMarksIncluded() throws Exception {
    Archive archive = archive(FIRST + SECOND + MARK + THIRD);
    Archive.Contents added = addTo("new", archive);
    assertEquals(new Archive.Contents(1, 3, 1), added);
    assertEquals(FIRST + SECOND + MARK + THIRD, historyIn("new"));
    assertEquals(new Archive.Contents(0, 0, 0), addTo("new", archive));
    assertEquals(FIRST + SECOND + MARK + THIRD, historyIn("new"));
  }

  @Test
  void whatIsMissingGoesWhereItsTimePutsIt() throws Exception {
    write("mine", SECOND + MARK);
    assertEquals(2, addTo("mine", archive(FIRST + SECOND + THIRD)).entries());
    assertEquals(FIRST + SECOND + MARK + THIRD, historyIn("mine"));
  }

  @Test
  void whatIsThereStays() throws Exception {
    write("mine", FIRST + "nonsense\n" + THIRD);
    Files.writeString(folder.resolve("mine/contacts.json"), "{\"@bruno\":\"Bruninho\"}");
    Archive.Contents added = addTo("mine", archive(SECOND));
    assertEquals(FIRST + SECOND + THIRD, historyIn("mine"));
    assertEquals(0, added.contacts());
    assertEquals(
        "{\"@bruno\":\"Bruninho\"}", Files.readString(folder.resolve("mine/contacts.json")));
    assertTrue(damages.getFirst() instanceof Damage.BadLine, damages.toString());
    assertTrue(Files.exists(folder.resolve("mine/history/@bruno.jsonl.damaged")));
  }

  @Test
  void whatIsNotFinishedOrMakesNoSenseIsNotExported() throws Exception {
    assertEquals(
        1, addTo("new", archive(FIRST + "{\"seen\":\n" + SECOND.substring(0, 20))).entries());
    assertEquals(FIRST, historyIn("new"));
  }

  @Test
  void whatIsNoArchiveChangesNothing() throws Exception {
    byte[] good = bytes(FIRST);
    for (byte[] bad :
        List.of(
            new byte[0],
            "no zip".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            zip("other.txt", "x"),
            zip("recado.json", "x"),
            zip("recado.json", "{\"format\":2,\"server\":\"x\",\"user\":\"@ana\"}"),
            zip("recado.json", "{\"format\":1,\"server\":\"x\",\"user\":\"ana\"}"))) {
      assertThrows(
          Archive.NoArchiveException.class, () -> Archive.read(new ByteArrayInputStream(bad)));
    }
    byte[] half = java.util.Arrays.copyOf(good, good.length / 2);
    assertThrows(
        Archive.NoArchiveException.class, () -> Archive.read(new ByteArrayInputStream(half)));
  }

  private Archive archive(String history) throws IOException, ProtocolException {
    Archive archive = Archive.read(new ByteArrayInputStream(bytes(history)));
    assertEquals(SERVER, archive.server());
    assertEquals(UserName.parse("@ana"), archive.user());
    return archive;
  }

  private byte[] bytes(String history) throws IOException, ProtocolException {
    write("from", history);
    Files.writeString(folder.resolve("from/contacts.json"), "{\"@bruno\":\"Bruno Silva\"}");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Archive.write(folder.resolve("from"), SERVER, UserName.parse("@ana"), out);
    return out.toByteArray();
  }

  private void write(String name, String history) throws IOException {
    Path file = folder.resolve(name).resolve("history/@bruno.jsonl");
    Files.createDirectories(file.getParent());
    Files.writeString(file, history);
  }

  private Archive.Contents addTo(String name, Archive archive) throws IOException {
    try (AccountFolder account = AccountFolder.open(folder.resolve(name))) {
      return archive.addTo(account, damages::add);
    }
  }

  private String historyIn(String name) throws IOException {
    return Files.readString(folder.resolve(name).resolve("history/@bruno.jsonl"));
  }

  private static byte[] zip(String name, String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return out.toByteArray();
  }
}
