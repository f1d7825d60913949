package recado.server.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recado.server.store.SampleRecords.account;
import static recado.server.store.SampleRecords.message;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recado.protocol.Event;
import recado.server.store.DiskFullException;
import recado.server.store.Journal;
import recado.server.store.Recovered;
import recado.server.store.SampleRecords;
import recado.server.store.StoredAccount;

/** Whatever operation it is that fails: what was said to be safe is there after a restart. */
@Timeout(30)
final class FullDiskTest {
  private final TestFolder folder;

  FullDiskTest(@TempDir Path root) throws IOException {
    folder = new TestFolder(root);
  }

  @AfterEach
  void letTheFolderGo() throws IOException {
    folder.close();
  }

  static IntStream operationsThatWork() {
    return IntStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("operationsThatWork")
  void theJournalKeepsWhatItSaidWasSafe(int operationsThatWork) throws IOException {
    checkJournal(FailingDisk.fullAfter(operationsThatWork, folder.disk()));
  }

  /** Not every failure is that of a commit, after which nothing more is accepted. */
  @ParameterizedTest
  @MethodSource("operationsThatWork")
  void theJournalKeepsWhatWasSafeThoughOneOperationFailed(int operationsThatWork)
      throws IOException {
    checkJournal(FailingDisk.failingOnceAfter(operationsThatWork, folder.disk()));
  }

  private void checkJournal(Disk disk) throws IOException {
    List<Long> safe = new ArrayList<>();
    try (FileJournal journal = new FileJournal(disk, new JsonGroupStore(disk), new OwnThread())) {
      Recovered.from(journal);
      for (long id = 1; id <= 7 && safe.size() == id - 1; id++) {
        appendAndCommit(journal, id, safe);
        if (id == 4 && safe.size() == id) {
          journal.snapshot(SampleRecords.groups(), List.of());
        }
      }
    } catch (IOException expected) {
      assertEquals(List.of(), safe, "it did not even start");
    }
    Recovered recovered = folder.recovered();
    try (FileJournal journal = folder.journal()) {
      Recovered.waitingFor(journal);
      for (long id : safe) {
        List<Event.Entry> found = new ArrayList<>();
        journal.read(new long[] {id}, found::add);
        assertEquals(List.of(message(id, "message " + id).entry()), found);
      }
    }
    assertTrue(recovered.lastId >= safe.size());
    folder.append(List.of(message(recovered.lastId + 1, "goes on")));
  }

  private static void appendAndCommit(Journal journal, long id, List<Long> safe) {
    journal.append(message(id, "message " + id));
    journal.retain(id, 1);
    journal.commit(
        new Journal.Outcome() {
          @Override
          public void safe() {
            safe.add(id);
          }

          @Override
          public void failed(IOException cause) {
            assertEquals(DiskFullException.MESSAGE, cause.getMessage());
          }
        });
  }

  /**
   * Two accounts are added one after the other, then the first is changed: the journal has that,
   * and the store tells whether the file has it, too.
   */
  @ParameterizedTest
  @MethodSource("operationsThatWork")
  void theAccountsAreThoseOfOneCommitOrTheNext(int operationsThatWork) throws IOException {
    StoredAccount ana = account(SampleRecords.ANA, 1);
    StoredAccount bruno = account(SampleRecords.BRUNO, 2);
    StoredAccount newAna =
        new StoredAccount(ana.name(), ana.number(), SampleRecords.OTHER_PASSWORD, 17);
    List<List<StoredAccount>> states =
        List.of(List.of(), List.of(ana), List.of(ana, bruno), List.of(newAna, bruno));
    int committed = 0;
    Disk disk = FailingDisk.fullAfter(operationsThatWork, folder.disk());
    try (CsvAccountStore store = new CsvAccountStore(disk)) {
      store.load();
      for (StoredAccount account : List.of(ana, bruno, newAna)) {
        store.put(account);
        store.commit();
        store.confirm();
        committed += store.bringUpToDate() ? 1 : 0;
      }
    } catch (IOException expected) {
      assertEquals(DiskFullException.MESSAGE, expected.getMessage());
    }
    try (CsvAccountStore store = new CsvAccountStore(folder.disk())) {
      List<StoredAccount> found = store.load();
      int next = Math.min(committed + 1, states.size() - 1);
      assertTrue(
          found.equals(states.get(committed)) || found.equals(states.get(next)),
          found + " after commit " + committed);
    }
  }

  /**
   * A password is changed and the disk fails once; then the journal fails in the batch of a new
   * account, which must take nobody else's row along when it is taken back.
   */
  @ParameterizedTest
  @MethodSource("operationsThatWork")
  void aRefusedAccountTakesNobodyElseWithIt(int operationsThatWork) throws IOException {
    StoredAccount ana = account(SampleRecords.ANA, 1);
    StoredAccount bruno = account(SampleRecords.BRUNO, 2);
    StoredAccount shorter =
        new StoredAccount(ana.name(), ana.number(), "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA", 17);
    try (CsvAccountStore store = new CsvAccountStore(folder.disk())) {
      store.load();
      putAndConfirm(store, ana);
      putAndConfirm(store, bruno);
    }
    Disk disk = FailingDisk.failingOnceAfter(operationsThatWork, folder.disk());
    try (CsvAccountStore store = new CsvAccountStore(disk)) {
      store.load();
      putAndConfirm(store, shorter);
      store.put(account(SampleRecords.CARLA, 3));
      store.commit();
      store.takeBack();
    } catch (IOException expected) {
      assertEquals(DiskFullException.MESSAGE, expected.getMessage()); // perhaps of taking it back
    }
    try (CsvAccountStore store = new CsvAccountStore(folder.disk())) {
      List<StoredAccount> found = store.load();
      assertTrue(found.contains(ana) || found.contains(shorter), "found " + found);
      assertTrue(found.contains(bruno), "found " + found);
    }
  }

  private static void putAndConfirm(CsvAccountStore store, StoredAccount account)
      throws IOException {
    store.put(account);
    store.commit();
    store.confirm();
  }

  @Test
  void aRefusedAccountLeavesAHeaderThatAnEditorCutShort() throws IOException {
    folder.write(CsvAccountStore.FILE, "name,number,password,created");
    try (CsvAccountStore store = new CsvAccountStore(folder.disk())) {
      store.load();
      store.put(account(SampleRecords.ANA, 1));
      store.commit();
      store.takeBack();
    }
    assertEquals("name,number,password,created\n", folder.text(CsvAccountStore.FILE));
  }
}
