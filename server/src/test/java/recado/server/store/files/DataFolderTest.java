package recado.server.store.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataFolderTest {
  private final Path root;

  DataFolderTest(@TempDir Path temporary) {
    root = temporary.resolve("a/b/data");
  }

  private static void append(Disk disk, String file, String content) throws IOException {
    byte[] bytes = (content + "not written").getBytes(StandardCharsets.UTF_8);
    try (Disk.Appender appender = disk.append(file)) {
      appender.write(bytes, content.length());
      appender.sync();
    }
  }

  private static String read(Disk disk, String file, long from) throws IOException {
    try (InputStream in = disk.read(file, from)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void isMadeWithTheFoldersAboveIt() throws IOException {
    try (DataFolder folder = DataFolder.open(root, true)) {
      assertTrue(Files.isDirectory(root));
      assertEquals(List.of("recado.lock"), folder.list(""));
    }
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    try (DataFolder folder = DataFolder.open(root, true)) {
      folder.createFolder("pending");
      if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
        assertEquals(3, Files.getPosixFilePermissions(root).size());
      }
    }
  }

  @Test
  void belongsToOneServerAtATime() throws IOException {
    try (DataFolder folder = DataFolder.open(root, true)) {
      append(folder, "file", "mine");
      IOException refusal = assertThrows(IOException.class, () -> DataFolder.open(root, true));
      String said = String.valueOf(refusal.getMessage());
      assertTrue(said.contains(root.toString()) && said.contains("in use"), said);
      assertThrows(IOException.class, () -> DataFolder.open(root, true), "the second time too");
      assertEquals("mine", read(folder, "file", 0));
    }
    DataFolder.open(root, true).close();
  }

  @Test
  void aFileInItsPlaceIsNamed() throws IOException {
    Files.createDirectories(root.getParent());
    Files.writeString(root, "a file");
    IOException refusal = assertThrows(IOException.class, () -> DataFolder.open(root, true));
    assertTrue(String.valueOf(refusal.getMessage()).contains(root.toString()));
    assertEquals("a file", Files.readString(root));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsFilesWhetherItSyncsOrNot(boolean syncing) throws IOException {
    try (DataFolder folder = DataFolder.open(root, syncing)) {
      folder.createFolder("pending");
      folder.createFolder("pending");
      append(folder, "pending/b", "one ");
      append(folder, "pending/b", "two");
      append(folder, "pending/a", "");
      folder.syncFolder("pending");
      assertEquals(List.of("a", "b"), folder.list("pending"));
      assertEquals("one two", read(folder, "pending/b", 0));
      assertEquals("two", read(folder, "pending/b", 4));
      assertEquals(7, folder.size("pending/b"));
      folder.truncate("pending/b", 3);
      assertEquals("one", read(folder, "pending/b", 0));
      folder.rename("pending/b", "pending/a");
      assertFalse(folder.exists("pending/b"));
      assertEquals("one", read(folder, "pending/a", 0));
      folder.delete("pending/a");
      assertEquals(List.of(), folder.list("pending"));
    }
  }

  @Test
  void replacesAFileAndWhatACrashHasLeftBesideIt() throws IOException {
    try (DataFolder folder = DataFolder.open(root, true)) {
      append(folder, "file.new", "half of what a crashed server was wri");
      folder.replace("file", "first".getBytes(StandardCharsets.UTF_8));
      assertEquals("first", read(folder, "file", 0));
      folder.replace("file", new byte[] {1, 2, 3});
      assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(root.resolve("file")));
      assertFalse(folder.exists("file.new"));
    }
  }
}
