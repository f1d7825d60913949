package recado.server.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recado.server.store.SampleRecords.ANA;
import static recado.server.store.SampleRecords.BRUNO;
import static recado.server.store.SampleRecords.CARLA;
import static recado.server.store.SampleRecords.account;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recado.server.store.DamagedStoreException;
import recado.server.store.SampleRecords;
import recado.server.store.StoredAccount;

@Timeout(30)
final class UsersFileDamageTest {
  private static final String HEADER = "name,number,password,created\n";
  private static final String HASH = "\"" + SampleRecords.PASSWORD + "\"";
  private static final String ANAS_ROW = "ana,1000000000001," + HASH + ",17\n";
  private static final String BRUNOS_ROW = "bruno,1000000000002," + HASH + ",17\n";

  private final TestFolder folder;

  UsersFileDamageTest(@TempDir Path root) throws IOException {
    folder = new TestFolder(root);
  }

  @AfterEach
  void letTheFolderGo() throws IOException {
    folder.close();
  }

  private List<StoredAccount> loaded() throws IOException {
    try (CsvAccountStore store = new CsvAccountStore(folder.disk())) {
      return store.load();
    }
  }

  private void put(StoredAccount account) throws IOException {
    try (CsvAccountStore store = new CsvAccountStore(folder.disk())) {
      store.load();
      store.put(account);
      store.commit();
      store.confirm();
    }
  }

  private void assertDamaged(int line) throws IOException {
    Map<String, String> before = folder.contents();
    DamagedStoreException damage = assertThrows(DamagedStoreException.class, this::loaded);
    String said = String.valueOf(damage.getMessage());
    assertTrue(said.startsWith("reading users.csv, line " + line + ":"), said);
    assertEquals(before, folder.contents());
  }

  @Test
  void readsWhatAPersonMayHaveWritten() throws IOException {
    folder.write(
        CsvAccountStore.FILE, HEADER + "\"ana\",\"1000000000001\"," + HASH + ",\"17\"\r\n");
    assertEquals(
        List.of(new StoredAccount(ANA, "1000000000001", SampleRecords.PASSWORD, 17)), loaded());
  }

  /** A person may look at the file while the server runs: one row an account is all they see. */
  @Test
  void aChangeOfAnAccountTakesThePlaceOfItsRow() throws IOException {
    folder.write(CsvAccountStore.FILE, HEADER + ANAS_ROW + BRUNOS_ROW);
    put(new StoredAccount(ANA, "1000000000001", SampleRecords.OTHER_PASSWORD, 17));
    assertEquals(
        HEADER
            + ANAS_ROW.replace(SampleRecords.PASSWORD, SampleRecords.OTHER_PASSWORD)
            + BRUNOS_ROW,
        folder.text(CsvAccountStore.FILE));
  }

  @Test
  void aTornLastRowIsDroppedAtEveryByteAndAppendingGoesOn() throws IOException {
    put(account(ANA, 1));
    int start = folder.bytes(CsvAccountStore.FILE).length;
    put(account(BRUNO, 2));
    byte[] whole = folder.bytes(CsvAccountStore.FILE);
    for (int length = start; length < whole.length; length++) {
      folder.write(CsvAccountStore.FILE, Arrays.copyOf(whole, length));
      assertEquals(List.of(account(ANA, 1)), loaded());
      put(account(CARLA, 3));
      assertEquals(List.of(account(ANA, 1), account(CARLA, 3)), loaded());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bruno",
        "bruno,1000000000002,(hash)",
        "bruno,1000000000002,(hash),17,new",
        "Bruno,1000000000002,(hash),17",
        "@bruno,1000000000002,(hash),17",
        ",1000000000002,(hash),17",
        "bruno,100000000002,(hash),17",
        "bruno,2000000000002,(hash),17",
        "bruno,,(hash),17",
        "bruno,1000000000002,,17",
        "bruno,1000000000002,a secret,17",
        "bruno,1000000000002,$argon2id$,17",
        "bruno,1000000000002,$argon2i$v=19$m=64$t=1$p=1$c2FsdHNhbHQ$aGFzaGhhc2g,17",
        "bruno,1000000000002,(hash),",
        "bruno,1000000000002,(hash),2026-11-21",
        "name,number,password,created"
      })
  void aBadRowIsNamed(String row) throws IOException {
    folder.write(
        CsvAccountStore.FILE, HEADER + ANAS_ROW + row.replace("(hash)", HASH) + "\n" + BRUNOS_ROW);
    assertDamaged(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state.jsonl", "pending/0000000000000000001.jsonl"})
  void aMissingFileIsNamedWhereTheServerHasBeenUsed(String file) throws IOException {
    folder.write(file, "{}\n");
    Map<String, String> before = folder.contents();
    DamagedStoreException damage = assertThrows(DamagedStoreException.class, this::loaded);
    String said = String.valueOf(damage.getMessage());
    assertTrue(said.startsWith("reading users.csv: the file is missing"), said);
    assertEquals(before, folder.contents());
  }

  @Test
  void aQuoteThatIsNeverClosedIsNamed() throws IOException {
    folder.write(CsvAccountStore.FILE, HEADER + ANAS_ROW + "\"bruno" + BRUNOS_ROW);
    assertDamaged(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "name,number\n",
        "created,password,number,name\n",
        ANAS_ROW,
        "name,number,password,created,role\n"
      })
  void anotherHeaderIsNamed(String header) throws IOException {
    folder.write(CsvAccountStore.FILE, header + ANAS_ROW);
    assertDamaged(1);
  }

  @Test
  void anEmptyFileIsDamage() throws IOException {
    folder.write(CsvAccountStore.FILE, "");
    assertDamaged(1);
  }

  /** As an editor may leave it that writes no last line feed. */
  @Test
  void aRowIsNotWrittenOntoAHeaderWithoutItsEnd() throws IOException {
    folder.write(CsvAccountStore.FILE, HEADER.strip());
    put(account(ANA, 1));
    assertEquals(List.of(account(ANA, 1)), loaded());
  }

  @Test
  void aTornLastRowIsNotCutOffWhenAnotherRowIsBad() throws IOException {
    folder.write(CsvAccountStore.FILE, HEADER + ANAS_ROW + "bruno\ncar");
    assertDamaged(3);
  }

  @Test
  void aSecondRowForAnAccountIsNamed() throws IOException {
    folder.write(CsvAccountStore.FILE, HEADER + ANAS_ROW + BRUNOS_ROW + ANAS_ROW);
    assertDamaged(4);
  }

  @Test
  void twoAccountsWithOneNumberAreDamage() throws IOException {
    folder.write(CsvAccountStore.FILE, HEADER + ANAS_ROW + BRUNOS_ROW.replace("000002", "000001"));
    assertDamaged(3);
  }
}
