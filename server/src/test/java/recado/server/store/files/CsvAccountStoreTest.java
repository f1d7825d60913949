package recado.server.store.files;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import recado.server.store.AccountStore;
import recado.server.store.AccountStoreContract;

/** The contract on a real folder, with real syncs. */
final class CsvAccountStoreTest implements AccountStoreContract {
  private final DataFolder disk;

  CsvAccountStoreTest(@TempDir Path folder) throws IOException {
    disk = DataFolder.open(folder, true);
  }

  @AfterEach
  void letTheFolderGo() throws IOException {
    disk.close();
  }

  @Override
  public AccountStore open() {
    return new CsvAccountStore(disk);
  }
}
