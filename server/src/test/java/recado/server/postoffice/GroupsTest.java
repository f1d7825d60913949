package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.GroupChange;
import recado.protocol.Text;
import recado.server.store.Audience;
import recado.server.store.InMemoryJournal;
import recado.server.store.JournalRecord;
import recado.server.store.Origin;
import recado.server.store.SampleRecords;

/** How long a group that has ended is remembered. */
final class GroupsTest {
  private static final Audience MEMBERS =
      new Audience(2, List.of(SampleRecords.ANA, SampleRecords.BRUNO));

  private final State state =
      new State(
          new InMemoryJournal(new InMemoryJournal.Paper(), () -> {}),
          new Effects(),
          Quotas.DEFAULT);
  private long lastId;

  @BeforeEach
  void openWithTwoAccounts() {
    state.accounts.restore(SampleRecords.account(SampleRecords.ANA, 1));
    state.accounts.restore(SampleRecords.account(SampleRecords.BRUNO, 2));
    state.apply(
        new JournalRecord.SignedOn(++lastId, 0, SampleRecords.BRUNO, SampleRecords.PC, null));
  }

  /** Ana makes the group and writes in it; then both are gone. Returns the message's id. */
  private long aGroupComesAndGoes() {
    state.apply(SampleRecords.groupEvent(++lastId, GroupChange.CREATED, MEMBERS.users(), MEMBERS));
    long message = ++lastId;
    Conversation casa = Conversation.in(SampleRecords.CASA);
    state.apply(SampleRecords.message(message, casa, Text.of("oi"), MEMBERS));
    state.apply(
        SampleRecords.groupEvent(
            ++lastId, GroupChange.REMOVED, List.of(SampleRecords.BRUNO), MEMBERS));
    state.apply(
        SampleRecords.groupEvent(
            ++lastId,
            GroupChange.LEFT,
            List.of(),
            new Audience(lastId, List.of(SampleRecords.ANA))));
    return message;
  }

  /** After that nobody can ask about what she wrote before. */
  private void anaWritesForDays() {
    long time = SampleRecords.message(1, "oi").time();
    for (int i = 0; i < 500; i++) {
      time += Duration.ofMinutes(10).toMillis();
      long id = ++lastId;
      Event.Message message =
          new Event.Message(
              new EntryId(id),
              time,
              SampleRecords.ANA,
              Conversation.with(SampleRecords.BRUNO),
              Text.of("oi"));
      state.apply(
          new JournalRecord.Posted(
              message,
              Audience.of(SampleRecords.ANA, SampleRecords.BRUNO),
              new Origin(SampleRecords.PC, new Cid("later" + id))));
    }
  }

  private void brunoAcknowledgesUpTo(long id) {
    state.apply(SampleRecords.acknowledged(++lastId, id));
  }

  @Test
  void aGroupThatHasEndedIsRememberedWhileItsMessagesCanBeAskedAbout() {
    long message = aGroupComesAndGoes();
    brunoAcknowledgesUpTo(message);
    state.groups.forgetEnded();
    Group group = state.groups.findAlsoEnded(SampleRecords.CASA);
    assertNotNull(group);
    Account bruno = state.accounts.find(SampleRecords.BRUNO);
    assertNotNull(bruno);
    assertEquals(DeliveryState.DELIVERED, group.progressOf(bruno).stateOf(message));
  }

  @Test
  void aGroupThatHasEndedIsRememberedWhileSomebodyWaitsForAMessageInIt() {
    aGroupComesAndGoes();
    anaWritesForDays();
    state.groups.forgetEnded();
    assertNotNull(state.groups.findAlsoEnded(SampleRecords.CASA));
  }

  @Test
  void aGroupThatHasEndedIsForgottenWhenNothingInItMattersAnyMore() {
    long message = aGroupComesAndGoes();
    brunoAcknowledgesUpTo(message);
    anaWritesForDays();
    state.groups.forgetEnded();
    assertNull(state.groups.findAlsoEnded(SampleRecords.CASA));
  }

  /** Else what a restart gives would depend on whether the group had been forgotten before. */
  @Test
  void aNewGroupOfTheNameOfOneThatCouldBeForgottenBeginsAnew() {
    long message = aGroupComesAndGoes();
    brunoAcknowledgesUpTo(message);
    anaWritesForDays();
    state.apply(SampleRecords.groupEvent(++lastId, GroupChange.CREATED, MEMBERS.users(), MEMBERS));
    Group group = state.groups.find(SampleRecords.CASA);
    assertNotNull(group);
    assertTrue(group.allProgress().isEmpty());
    state.groups.forgetEnded();
    assertNotNull(state.groups.find(SampleRecords.CASA), "it has not ended");
  }
}
