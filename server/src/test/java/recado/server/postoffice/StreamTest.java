package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import recado.server.store.SampleRecords;

final class StreamTest {
  private final Account ana =
      new Account(SampleRecords.ANA, "1000000000001", 0, SampleRecords.PASSWORD);
  private final Stream stream = ana.streamTo(ana);

  @Test
  void hasNoMessageAtFirst() {
    assertEquals(0, stream.lastUpTo(Long.MAX_VALUE));
    assertEquals(0, stream.lastId());
  }

  @Test
  void tellsTheLastMessageUpToAnId() {
    stream.add(10);
    stream.add(20);
    assertEquals(0, stream.lastUpTo(9));
    assertEquals(10, stream.lastUpTo(10));
    assertEquals(10, stream.lastUpTo(19));
    assertEquals(20, stream.lastUpTo(1_000));
  }

  @Test
  void aMessageThatIsRestoredTwiceIsThereOnce() {
    stream.add(10);
    stream.add(20);
    stream.add(10);
    stream.add(20);
    assertEquals(20, stream.lastUpTo(1_000));
    assertEquals(10, stream.lastUpTo(19));
  }

  /** The ids of old ones are not kept: then the id asked for says the same. */
  @Test
  void answersForMessagesThatItHasForgotten() {
    for (long id = 1; id <= 100; id++) {
      stream.add(10 * id);
    }
    assertEquals(1_000, stream.lastUpTo(1_005));
    assertEquals(15, stream.lastUpTo(15));
  }

  @Test
  void answersForMessagesOfBeforeTheSnapshot() {
    stream.restoreLastId(20);
    assertEquals(20, stream.lastId());
    assertEquals(15, stream.lastUpTo(15), "everything up to there");
    assertEquals(20, stream.lastUpTo(25));
    stream.add(20); // somebody still waits for it
    stream.add(30);
    assertEquals(15, stream.lastUpTo(15));
    assertEquals(20, stream.lastUpTo(25));
    assertEquals(30, stream.lastUpTo(35));
    assertEquals(30, stream.lastId());
  }
}
