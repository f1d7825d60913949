package recado.client.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static recado.protocol.DeliveryState.DELIVERED;
import static recado.protocol.DeliveryState.PENDING;
import static recado.protocol.DeliveryState.READ;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.GroupChange;
import recado.protocol.GroupName;
import recado.protocol.Text;
import recado.protocol.UserName;

final class TicksTest {
  private static final UserName ANA = new UserName("ana"); // who sends
  private static final UserName BRUNO = new UserName("bruno");
  private static final UserName CARLA = new UserName("carla");
  private static final UserName DAVI = new UserName("davi");
  private static final GroupName FAMILIA = new GroupName("familia");

  private final Chat withBruno = new Chat(Conversation.with(BRUNO), ANA);
  private final Chat familia = new Chat(Conversation.in(FAMILIA), ANA);
  private long lastId;
  private long now;

  @Test
  void aMessageIsDeliveredAndThenRead() {
    Event.Message message = sent(withBruno);
    assertEquals(PENDING, state(withBruno, message));
    receipt(withBruno, DELIVERED, BRUNO, message);
    assertEquals(DELIVERED, state(withBruno, message));
    receipt(withBruno, READ, BRUNO, message);
    assertEquals(READ, state(withBruno, message));
  }

  @Test
  void aReceiptCountsForAllBeforeIt() {
    Event.Message first = sent(withBruno);
    Event.Message second = sent(withBruno);
    Event.Message third = sent(withBruno);
    receipt(withBruno, READ, BRUNO, second);
    assertEquals(READ, state(withBruno, first));
    assertEquals(READ, state(withBruno, second));
    assertEquals(PENDING, state(withBruno, third));
  }

  @Test
  void readIncludesDeliveredAndNeverGoesBack() {
    Event.Message message = sent(withBruno);
    receipt(withBruno, READ, BRUNO, message);
    receipt(withBruno, DELIVERED, BRUNO, message);
    assertEquals(READ, state(withBruno, message));
  }

  @Test
  void oneLineIsToldForManyMessages() {
    sent(withBruno);
    sent(withBruno);
    Event.Message last = sent(withBruno);
    assertEquals(List.of(), withBruno.changes());
    receipt(withBruno, DELIVERED, BRUNO, last);
    assertEquals(List.of(change(last, DELIVERED)), withBruno.changes());
    assertEquals(List.of(), withBruno.changes(), "and once");
  }

  @Test
  void deliveredIsNotToldOfWhatIsRead() {
    Event.Message first = sent(withBruno);
    Event.Message second = sent(withBruno);
    receipt(withBruno, DELIVERED, BRUNO, second);
    receipt(withBruno, READ, BRUNO, first);
    assertEquals(List.of(change(first, READ), change(second, DELIVERED)), withBruno.changes());
    receipt(withBruno, READ, BRUNO, second);
    assertEquals(List.of(change(second, READ)), withBruno.changes());
  }

  @Test
  void aGroupHasReadWhenAllHave() {
    group(GroupChange.CREATED, ANA, BRUNO, CARLA);
    Event.Message message = sent(familia);
    receipt(familia, READ, BRUNO, message);
    assertEquals(PENDING, state(familia, message));
    receipt(familia, DELIVERED, CARLA, message);
    assertEquals(DELIVERED, state(familia, message));
    receipt(familia, READ, CARLA, message);
    assertEquals(READ, state(familia, message));
  }

  @Test
  void whoCameLaterIsNotWaitedFor() {
    group(GroupChange.CREATED, ANA, BRUNO);
    Event.Message before = sent(familia);
    group(GroupChange.ADDED, DAVI);
    Event.Message after = sent(familia);
    receipt(familia, READ, BRUNO, after);
    assertEquals(READ, state(familia, before));
    assertEquals(PENDING, state(familia, after));
  }

  @Test
  void whoWentIsNotWaitedFor() {
    group(GroupChange.CREATED, ANA, BRUNO, CARLA);
    Event.Message message = sent(familia);
    receipt(familia, READ, BRUNO, message);
    group(GroupChange.REMOVED, CARLA);
    assertEquals(READ, state(familia, message));
  }

  @Test
  void nothingIsSaidOfAGroupWhoseMembersAreNotKnown() {
    group(GroupChange.ADDED, ANA);
    Event.Message message = sent(familia);
    receipt(familia, READ, BRUNO, message);
    assertEquals(PENDING, state(familia, message));
    familia
        .members()
        .take(
            List.of(
                new Event.Member(FAMILIA, BRUNO, true, 0),
                new Event.Member(FAMILIA, ANA, false, 0)));
    assertEquals(READ, state(familia, message));
  }

  @Test
  void theReceiptsOfAnEarlierServerSayNothingOfANewOne() {
    lastId = 1_000;
    receipt(withBruno, READ, BRUNO, sent(withBruno));
    lastId = 0; // it counts anew
    now = Duration.ofDays(1).toMillis();
    Event.Message message = sent(withBruno);
    assertEquals(PENDING, state(withBruno, message));
    receipt(withBruno, READ, BRUNO, message);
    assertEquals(READ, state(withBruno, message));
    assertEquals(message.text(), withBruno.changes().getLast().upTo().text());
  }

  @Test
  void theLobbyHasNoReceipts() {
    Chat lobby = new Chat(Conversation.LOBBY, ANA);
    assertEquals(PENDING, state(lobby, sent(lobby)));
  }

  @Test
  void aVeryLongSilenceCostsNoMemory() {
    for (int i = 0; i < 2_000; i++) {
      sent(withBruno);
    }
    Event.Message last = sent(withBruno);
    receipt(withBruno, READ, BRUNO, last);
    assertEquals(List.of(change(last, READ)), withBruno.changes());
  }

  private Event.Message sent(Chat chat) {
    EntryId id = nextId();
    Event.Message message =
        new Event.Message(id, now, ANA, chat.conversation(), Text.of("text " + id));
    chat.take(message);
    return message;
  }

  private void receipt(Chat chat, DeliveryState state, UserName by, Event.Message upTo) {
    EntryId id = nextId();
    chat.take(new Event.Receipt(id, now, state, chat.conversation(), by, upTo.id()));
  }

  private void group(GroupChange change, UserName... who) {
    EntryId id = nextId();
    familia.take(new Event.GroupEvent(id, now, FAMILIA, change, ANA, List.of(who), null));
  }

  private EntryId nextId() {
    lastId++;
    now++;
    return new EntryId(lastId);
  }

  private static DeliveryState state(Chat chat, Event.Message message) {
    return chat.ticks().stateOf(message.id(), message.time());
  }

  private static Ticks.Change change(Event.Message message, DeliveryState state) {
    return new Ticks.Change(OwnMessage.of(message), state);
  }
}
