package recado.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store of groups promises. */
@Timeout(30)
public interface GroupStoreContract {
  /** A store on what the one before it has left. */
  GroupStore open() throws IOException;

  @Test
  default void hasNoGroupsAtFirst() throws IOException {
    StoredGroup.Snapshot snapshot = open().load();
    assertEquals(0, snapshot.includes());
    assertEquals(List.of(), snapshot.groups());
  }

  @Test
  default void theFirstGroupsNumberBeginsWithTwo() throws IOException {
    String next = Long.toString(open().load().lastNumber() + 1);
    assertEquals(13, next.length());
    assertEquals('2', next.charAt(0));
  }

  @Test
  default void keepsASnapshot() throws IOException {
    open().save(SampleRecords.groups());
    assertEquals(SampleRecords.groups(), open().load());
    assertEquals(SampleRecords.groups(), open().load());
  }

  @Test
  default void aNewSnapshotTakesThePlaceOfTheFormer() throws IOException {
    GroupStore store = open();
    store.save(SampleRecords.groups());
    StoredGroup.Snapshot newer = new StoredGroup.Snapshot(17, 2_000_000_000_009L, List.of());
    store.save(newer);
    assertEquals(newer, store.load());
    assertEquals(newer, open().load());
  }
}
