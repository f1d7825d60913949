package recado.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recado.server.store.SampleRecords.acknowledged;
import static recado.server.store.SampleRecords.message;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import recado.protocol.Event;

/** What every journal promises. */
@Timeout(30)
public interface JournalContract {
  /** A journal, not recovered yet, on what the one before it has left; never two at a time. */
  Journal open() throws IOException;

  private static void append(Journal journal, JournalRecord... records) {
    for (JournalRecord record : records) {
      journal.append(record);
    }
    commit(journal);
  }

  /** Commits, and is sure that it was said to be safe, and said once. */
  private static void commit(Journal journal) {
    List<String> said = new ArrayList<>();
    journal.commit(
        new Journal.Outcome() {
          @Override
          public void safe() {
            said.add("safe");
          }

          @Override
          public void failed(IOException cause) {
            said.add("failed: " + cause);
          }
        });
    assertEquals(List.of("safe"), said);
  }

  private Journal openWith(JournalRecord... records) throws IOException {
    Journal journal = open();
    Recovered.from(journal);
    append(journal, records);
    return journal;
  }

  private Recovered recovered() throws IOException {
    try (Journal journal = open()) {
      return Recovered.from(journal);
    }
  }

  private static List<Event.Entry> read(Journal journal, long... ids) throws IOException {
    List<Event.Entry> entries = new ArrayList<>();
    journal.read(ids, entries::add);
    return entries;
  }

  @Test
  default void hasNothingAtFirst() throws IOException {
    Recovered recovered = recovered();
    assertEquals(0, recovered.lastId);
    assertEquals(0, recovered.groups.getFirst().includes());
    assertEquals(List.of(), recovered.groups.getFirst().groups());
    assertEquals(List.of(), recovered.state);
    assertEquals(List.of(), recovered.records);
  }

  @Test
  default void givesAllRecordsBackInOrder() throws IOException {
    List<JournalRecord> records = SampleRecords.ofEveryKind();
    openWith(records.toArray(JournalRecord[]::new)).close();
    Recovered recovered = recovered();
    assertEquals(records, recovered.records);
    assertEquals(records.getLast().id(), recovered.lastId);
  }

  @Test
  default void goesOnWhereTheFormerOneEnded() throws IOException {
    openWith(message(1, "one"), message(2, "two")).close();
    openWith(message(3, "three")).close();
    openWith(acknowledged(4, 3), message(5, "five")).close();
    Recovered recovered = recovered();
    assertEquals(
        List.of(
            message(1, "one"),
            message(2, "two"),
            message(3, "three"),
            acknowledged(4, 3),
            message(5, "five")),
        recovered.records);
    assertEquals(5, recovered.lastId);
    try (Journal journal = openWith()) {
      journal.retain(2, 1);
      assertEquals(List.of(message(2, "two").entry()), read(journal, 2), "somebody waits for it");
    }
  }

  @Test
  default void refusesARecordOutOfItsTurn() throws IOException {
    try (Journal journal = openWith(message(1, "one"))) {
      assertThrows(IllegalArgumentException.class, () -> journal.append(message(1, "again")));
      assertThrows(IllegalArgumentException.class, () -> journal.append(message(3, "three")));
      append(journal, message(2, "two"));
    }
    assertEquals(List.of(message(1, "one"), message(2, "two")), recovered().records);
  }

  @Test
  default void forgetsWhatWasNotCommitted() throws IOException {
    try (Journal journal = openWith(message(1, "one"))) {
      journal.append(message(2, "two"));
    }
    Recovered recovered = recovered();
    assertEquals(List.of(message(1, "one")), recovered.records);
    assertEquals(1, recovered.lastId);
  }

  @Test
  default void aCommitOfNothingIsSafe() throws IOException {
    try (Journal journal = openWith()) {
      commit(journal);
    }
    assertEquals(0, recovered().lastId);
  }

  @Test
  default void readsEntriesByTheirIds() throws IOException {
    JournalRecord.Posted first = message(1, "one");
    JournalRecord.Posted third = message(3, "three");
    JournalRecord.Posted fourth = message(4, "four");
    try (Journal journal = openWith(first, acknowledged(2, 1), third, fourth)) {
      journal.retain(1, 1);
      journal.retain(3, 2);
      journal.retain(4, 1);
      assertEquals(List.of(first.entry()), read(journal, 1));
      assertEquals(List.of(third.entry()), read(journal, 3));
      assertEquals(List.of(first.entry(), fourth.entry()), read(journal, 1, 4));
      assertEquals(List.of(first.entry(), third.entry(), fourth.entry()), read(journal, 1, 3, 4));
      assertEquals(List.of(), read(journal));
    }
  }

  @Test
  default void readsEntriesOfBeforeTheStart() throws IOException {
    openWith(message(1, "one")).close();
    try (Journal journal = openWith(message(2, "two"))) {
      journal.retain(1, 1);
      journal.retain(2, 1);
      assertEquals(
          List.of(message(1, "one").entry(), message(2, "two").entry()), read(journal, 1, 2));
    }
  }

  @Test
  default void anEntryStaysWhileADeviceWaitsForIt() throws IOException {
    try (Journal journal = openWith(message(1, "one"))) {
      journal.retain(1, 2);
      journal.release(1);
      journal.snapshot(SampleRecords.groups(), List.of());
      append(journal, message(2, "two"));
      assertEquals(List.of(message(1, "one").entry()), read(journal, 1));
    }
    try (Journal journal = openWith()) {
      assertEquals(List.of(message(1, "one").entry()), read(journal, 1));
    }
  }

  @Test
  default void anEntryThatNobodyWaitsForMayBeLeftOut() throws IOException {
    try (Journal journal = openWith(message(1, "one"))) {
      journal.retain(1, 1);
      journal.snapshot(SampleRecords.groups(), List.of());
      append(journal, message(2, "two"));
      journal.retain(2, 1);
      journal.release(1);
      List<Event.Entry> found = read(journal, 1, 2);
      assertEquals(message(2, "two").entry(), found.getLast());
      assertTrue(found.size() == 1 || found.getFirst().equals(message(1, "one").entry()));
    }
  }

  @Test
  default void recoveryBeginsWithTheSnapshot() throws IOException {
    List<StateRecord> state = SampleRecords.stateOfEveryKind();
    try (Journal journal = openWith(message(1, "one"), message(2, "two"), acknowledged(3, 1))) {
      journal.retain(1, 1);
      journal.retain(2, 1);
      journal.release(1);
      journal.snapshot(SampleRecords.groups(), state);
      append(journal, message(4, "four"), acknowledged(5, 4));
    }
    Recovered recovered = recovered();
    assertEquals(List.of(SampleRecords.groups()), recovered.groups);
    assertEquals(state, recovered.state);
    assertEquals(List.of(message(4, "four"), acknowledged(5, 4)), recovered.records);
    assertEquals(5, recovered.lastId);
    try (Journal journal = openWith()) {
      journal.retain(2, 1);
      assertEquals(List.of(message(2, "two").entry()), read(journal, 2), "somebody waits for it");
    }
  }

  @Test
  default void theNewestSnapshotCounts() throws IOException {
    List<StateRecord> state = SampleRecords.stateOfEveryKind();
    try (Journal journal = openWith(message(1, "one"))) {
      journal.snapshot(SampleRecords.groups(), state);
      append(journal, message(2, "two"));
      journal.snapshot(SampleRecords.groups(), state.subList(0, 1));
      append(journal, message(3, "three"));
    }
    Recovered recovered = recovered();
    assertEquals(state.subList(0, 1), recovered.state);
    assertEquals(List.of(message(3, "three")), recovered.records);
  }

  @Test
  default void idsGoOnAfterASnapshotOfEverything() throws IOException {
    try (Journal journal = openWith(message(1, "one"), message(2, "two"))) {
      journal.snapshot(SampleRecords.groups(), List.of());
    }
    Recovered recovered = recovered();
    assertEquals(2, recovered.lastId);
    assertEquals(List.of(), recovered.records);
    openWith(message(3, "three")).close();
    assertEquals(List.of(message(3, "three")), recovered().records);
  }

  @Test
  default void whatNobodyWaitedForAtASnapshotIsNotPendingAfterIt() throws IOException {
    try (Journal journal = openWith(message(1, "one"))) {
      journal.retain(1, 1);
      journal.release(1);
      journal.snapshot(SampleRecords.groups(), List.of());
    }
    try (Journal journal = openWith()) {
      assertEquals(List.of(), read(journal, 1));
    }
  }

  @Test
  default void savesTheGroupsAlone() throws IOException {
    try (Journal journal = openWith(SampleRecords.ofEveryKind().toArray(JournalRecord[]::new))) {
      journal.saveGroups(SampleRecords.groups());
    }
    Recovered recovered = recovered();
    assertEquals(List.of(SampleRecords.groups()), recovered.groups);
    assertEquals(SampleRecords.ofEveryKind(), recovered.records);
  }

  @Test
  default void wantsNoSnapshotOfLittle() throws IOException {
    try (Journal journal = openWith(message(1, "one"))) {
      assertFalse(journal.wantsSnapshot());
    }
  }
}
