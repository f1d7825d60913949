package recado.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recado.protocol.DeliveryState.DELIVERED;
import static recado.protocol.DeliveryState.PENDING;
import static recado.protocol.DeliveryState.READ;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recado.client.desk.OwnMessage;
import recado.client.desk.Shown;
import recado.client.local.Contacts;
import recado.client.texts.Times;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.GroupChange;
import recado.protocol.GroupName;
import recado.protocol.Text;
import recado.protocol.UserName;

final class MessageLinesTest {
  private static final long NINE = 9 * 3_600_000;
  private static final long DAY = 24 * 3_600_000;
  private static final UserName ANA = new UserName("ana"); // who looks
  private static final UserName BRUNO = new UserName("bruno");
  private static final UserName CARLA = new UserName("carla");
  private static final GroupName FAMILIA = new GroupName("familia");
  private static final Conversation WITH_BRUNO = Conversation.with(BRUNO);
  private static final Conversation IN_FAMILIA = Conversation.in(FAMILIA);

  @TempDir private Path folder;
  private MessageLines lines;

  @BeforeEach
  void begin() throws IOException {
    Contacts contacts = Contacts.open(folder.resolve("contacts.json"), damage -> {});
    contacts.put(BRUNO, "Bruno Silva");
    Times times = new Times(ZoneOffset.UTC, LocalDate.EPOCH);
    lines = new MessageLines(new Names(ANA, contacts), new Look(false, true), times);
  }

  @Test
  void inTheOpenConversationNamesAreEnough() {
    assertEquals(
        List.of("09:00 Bruno Silva: olá"), message(BRUNO, WITH_BRUNO, "olá", PENDING, true));
    assertEquals(List.of("09:00 you: oi ✓"), message(ANA, WITH_BRUNO, "oi", PENDING, true));
  }

  @Test
  void elsewhereTheConversationIsNamed() {
    assertEquals(
        List.of("09:00 Bruno Silva → you: olá"), message(BRUNO, WITH_BRUNO, "olá", PENDING, false));
    assertEquals(
        List.of("09:00 you → Bruno Silva: oi ✓"), message(ANA, WITH_BRUNO, "oi", PENDING, false));
    assertEquals(
        List.of("09:00 #familia @carla: olá"), message(CARLA, IN_FAMILIA, "olá", PENDING, false));
    assertEquals(
        List.of("09:00 * @carla: olá"), message(CARLA, Conversation.LOBBY, "olá", PENDING, false));
  }

  @Test
  void withoutColourReadIsAWord() {
    assertEquals(List.of("09:00 you: oi ✓✓"), message(ANA, WITH_BRUNO, "oi", DELIVERED, true));
    assertEquals(List.of("09:00 you: oi ✓✓ read"), message(ANA, WITH_BRUNO, "oi", READ, true));
  }

  @Test
  void withoutSignsEveryStateIsAWord() {
    Look look = new Look(true, false);
    assertEquals("sent", look.tick(PENDING).toString());
    assertEquals("delivered", look.tick(DELIVERED).toString());
    assertEquals("read", look.tick(READ).toString());
  }

  @Test
  void namesKeepTheirColours() {
    Look look = new Look(true, true);
    assertEquals(look.name(BRUNO), look.name(new UserName("bruno")));
    assertTrue(!look.name(BRUNO).equals(look.name(CARLA)));
  }

  @Test
  void furtherLinesAreIndented() {
    assertEquals(
        List.of("09:00 Bruno Silva: um", "      09:01 you: dois"),
        message(BRUNO, WITH_BRUNO, "um\n09:01 you: dois", PENDING, true));
  }

  @Test
  void aNewDayIsAnnounced() {
    assertEquals(
        List.of("— Friday, 2 January 1970 —", "09:00 Bruno Silva: olá"),
        texts(lines.message(shown(NINE + DAY, BRUNO, WITH_BRUNO, "olá", PENDING, true))));
  }

  @Test
  void groupEventsAreSentences() {
    assertEquals(
        "you made the group: you, Bruno Silva", event(GroupChange.CREATED, ANA, ANA, BRUNO));
    assertEquals("@carla added Bruno Silva", event(GroupChange.ADDED, CARLA, BRUNO));
    assertEquals("@carla removed you", event(GroupChange.REMOVED, CARLA, ANA));
    assertEquals("@carla left", event(GroupChange.LEFT, CARLA));
    assertEquals("you made @carla an admin", event(GroupChange.PROMOTED, ANA, CARLA));
    assertEquals("you set the topic: férias␛[0m", event(GroupChange.TOPIC, ANA));
  }

  @Test
  void ticksNameTheConversationAndTheMessage() {
    assertEquals("      ✓✓ delivered to Bruno Silva: oi", ticked(WITH_BRUNO, "oi", DELIVERED));
    assertEquals("      ✓✓ read by all in #familia: oi", ticked(IN_FAMILIA, "oi", READ));
    assertEquals(
        "      ✓✓ delivered to Bruno Silva: " + "á".repeat(40) + "…",
        ticked(WITH_BRUNO, "á".repeat(50), DELIVERED));
  }

  private List<String> message(
      UserName from, Conversation in, String text, DeliveryState tick, boolean inOpen) {
    return texts(lines.message(shown(NINE, from, in, text, tick, inOpen)));
  }

  private static Shown.Message shown(
      long time, UserName from, Conversation in, String text, DeliveryState tick, boolean inOpen) {
    Event.Message message = new Event.Message(new EntryId(1), time, from, in, Text.of(text));
    return new Shown.Message(in, message, tick, inOpen);
  }

  private String event(GroupChange change, UserName by, UserName... who) {
    Text topic = change == GroupChange.TOPIC ? Text.of("férias\u001b[0m") : null;
    Event.GroupEvent event =
        new Event.GroupEvent(new EntryId(1), NINE, FAMILIA, change, by, List.of(who), topic);
    return texts(lines.groupEvent(event)).getFirst().substring("09:00 #familia ".length());
  }

  private String ticked(Conversation in, String text, DeliveryState state) {
    OwnMessage own = new OwnMessage(new EntryId(1), NINE, Text.of(text));
    return lines.ticked(new Shown.Ticked(in, own, state)).text().toString();
  }

  private static List<String> texts(List<Paragraph> paragraphs) {
    return paragraphs.stream()
        .flatMap(paragraph -> paragraph.lines(0).stream())
        .map(Object::toString)
        .toList();
  }
}
