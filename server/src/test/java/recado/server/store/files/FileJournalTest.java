package recado.server.store.files;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import recado.server.store.Journal;
import recado.server.store.JournalContract;

/** The contract on a real folder, with real syncs. */
final class FileJournalTest implements JournalContract {
  private final DataFolder disk;

  FileJournalTest(@TempDir Path folder) throws IOException {
    disk = DataFolder.open(folder, true);
  }

  @AfterEach
  void letTheFolderGo() throws IOException {
    disk.close();
  }

  @Override
  public Journal open() {
    return new FileJournal(disk, new JsonGroupStore(disk));
  }
}
