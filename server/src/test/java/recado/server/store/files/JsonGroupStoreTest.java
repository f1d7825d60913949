package recado.server.store.files;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import recado.server.store.GroupStore;
import recado.server.store.GroupStoreContract;

/** The contract on a real folder, with real syncs. */
final class JsonGroupStoreTest implements GroupStoreContract {
  private final DataFolder disk;

  JsonGroupStoreTest(@TempDir Path folder) throws IOException {
    disk = DataFolder.open(folder, true);
  }

  @AfterEach
  void letTheFolderGo() throws IOException {
    disk.close();
  }

  @Override
  public GroupStore open() {
    return new JsonGroupStore(disk);
  }
}
