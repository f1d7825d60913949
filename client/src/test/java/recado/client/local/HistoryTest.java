package recado.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.GroupChange;
import recado.protocol.GroupName;
import recado.protocol.Text;
import recado.protocol.UserName;

final class HistoryTest {
  private static final UserName ANA = new UserName("ana");
  private static final UserName BRUNO = new UserName("bruno");
  private static final GroupName FAMILIA = new GroupName("familia");
  private static final Conversation WITH_BRUNO = Conversation.with(BRUNO);
  private static final Conversation IN_FAMILIA = Conversation.in(FAMILIA);

  @TempDir private Path folder;
  private final List<Damage> damages = new ArrayList<>();
  private final List<Object> replayed = new ArrayList<>();

  @Test
  void everythingIsThereAfterARestart() throws IOException {
    List<Event.Entry> entries =
        List.of(
            message(1, "olá\ncom \"aspas\" e \\ e 日本"),
            receipt(2, DeliveryState.DELIVERED, 1),
            receipt(3, DeliveryState.READ, 1));
    History history = open();
    entries.forEach(entry -> assertTrue(history.add(WITH_BRUNO, entry)));
    history.add(WITH_BRUNO, new Mark.Seen(1, false, 0));
    history.add(WITH_BRUNO, new Mark.Told(1));
    history.force();

    open();

    List<Object> expected = new ArrayList<>(entries);
    expected.add(new Mark.Seen(1, false, 0));
    expected.add(new Mark.Told(1));
    assertEquals(expected, replayed);
    assertEquals(List.of(), damages);
  }

  @Test
  void groupEventsOfEveryKindAreKept() throws IOException {
    List<Event.Entry> entries = new ArrayList<>();
    for (GroupChange change : GroupChange.values()) {
      Text topic = change == GroupChange.TOPIC ? Text.of("férias") : null;
      List<UserName> who = change == GroupChange.LEFT ? List.of() : List.of(ANA, BRUNO);
      EntryId id = new EntryId(entries.size() + 1);
      entries.add(new Event.GroupEvent(id, 1_000, FAMILIA, change, ANA, who, topic));
    }
    History history = open();
    entries.forEach(entry -> history.add(IN_FAMILIA, entry));
    history.force();

    open();

    assertEquals(entries, replayed);
  }

  @Test
  void theFileIsOneThatAPersonCanRead() throws IOException {
    History history = open();
    history.add(WITH_BRUNO, message(41, "olá"));
    history.add(WITH_BRUNO, receipt(42, DeliveryState.READ, 41));
    history.add(WITH_BRUNO, new Mark.Seen(41, true, 0));
    history.force();

    assertEquals(
        List.of(
            "{\"id\":41,\"time\":1000,\"from\":\"@bruno\",\"text\":\"olá\"}",
            "{\"id\":42,\"time\":1000,\"read\":\"@bruno\",\"upto\":41}",
            "{\"seen\":41,\"told\":true}"),
        Files.readAllLines(file("@bruno.jsonl")));
  }

  @Test
  void eachConversationHasItsFile() throws IOException {
    History history = open();
    history.add(WITH_BRUNO, message(1, "a"));
    history.add(IN_FAMILIA, message(2, IN_FAMILIA, "b"));
    history.add(Conversation.LOBBY, message(3, Conversation.LOBBY, "c"));
    history.force();

    for (String name : List.of("@bruno.jsonl", "#familia.jsonl", "lobby.jsonl")) {
      assertEquals(1, Files.readAllLines(file(name)).size(), name);
    }
    open();
    assertEquals(3, replayed.size());
  }

  @Test
  void aRepeatedEntryIsKeptOnce() throws IOException {
    History history = open();
    assertTrue(history.add(WITH_BRUNO, message(1, "olá")));
    assertFalse(history.add(WITH_BRUNO, message(1, "olá")));
    history.force();

    assertFalse(open().add(WITH_BRUNO, message(1, "olá")), "nor after a crash before the ACK");
    assertEquals(1, Files.readAllLines(file("@bruno.jsonl")).size());
  }

  @Test
  void aServerThatCountsAnewIsUnderstood() throws IOException {
    History history = open();
    history.add(WITH_BRUNO, message(1, "of the old server"));
    Event.Message other =
        new Event.Message(new EntryId(1), 2_000, BRUNO, WITH_BRUNO, Text.of("of the new one"));
    assertTrue(history.add(WITH_BRUNO, other));
    assertFalse(history.add(WITH_BRUNO, other));
    history.force();

    assertEquals(2, open().last(WITH_BRUNO, 9).size());
  }

  @Test
  void theLastMessagesAreFoundWithoutReceipts() throws IOException {
    History history = open();
    for (int id = 1; id <= 30; id += 3) {
      history.add(WITH_BRUNO, message(id, "text " + id));
      history.add(WITH_BRUNO, receipt(id + 1, DeliveryState.DELIVERED, id));
      history.add(WITH_BRUNO, new Mark.Seen(id, true, 0));
    }

    List<Event.Entry> expected = List.of(message(25, "text 25"), message(28, "text 28"));
    assertEquals(expected, history.last(WITH_BRUNO, 2), "before they are forced");
    history.force();
    assertEquals(expected, history.last(WITH_BRUNO, 2));
    assertEquals(10, history.last(WITH_BRUNO, 1_000).size());
    assertEquals(expected, open().last(WITH_BRUNO, 2), "after a restart");
    assertEquals(List.of(), history.last(IN_FAMILIA, 2));
  }

  @Test
  void aTornLastLineIsDroppedAndReported() throws IOException {
    History history = open();
    history.add(WITH_BRUNO, message(1, "whole"));
    history.force();
    write("@bruno.jsonl", "{\"id\":2,\"time\":10");

    History again = open();

    assertEquals(List.of(new Damage.TornLine(file("@bruno.jsonl"), 2)), damages);
    assertEquals(List.of(message(1, "whole")), replayed);
    again.add(WITH_BRUNO, message(2, "sent again"));
    again.force();
    damages.clear();
    assertEquals(2, open().last(WITH_BRUNO, 9).size());
    assertEquals(List.of(), damages);
  }

  @Test
  void aLineThatAnEditorLeftWithoutAnEndingIsWhole() throws IOException {
    write("@bruno.jsonl", "{\"id\":1,\"time\":1000,\"from\":\"@bruno\",\"text\":\"a\"}");

    History history = open();
    history.add(WITH_BRUNO, message(2, "b"));
    history.force();

    assertEquals(List.of(), damages);
    assertEquals(List.of(message(1, "a"), message(2, "b")), open().last(WITH_BRUNO, 9));
  }

  @Test
  void anyOtherDamagedLineIsSetAsideAndNothingIsLost() throws IOException {
    String good = "{\"id\":%d,\"time\":1000,\"from\":\"@bruno\",\"text\":\"a\"}\n";
    List<String> bad =
        List.of(
            "garbage",
            "{\"id\":7}",
            "{\"id\":-1,\"time\":1,\"from\":\"@bruno\",\"text\":\"a\"}",
            "{\"id\":8,\"time\":1,\"from\":\"Bruno!\",\"text\":\"a\"}",
            "{\"id\":9,\"time\":1,\"group\":\"CREATED\",\"by\":\"@ana\"}",
            "[1,2]");
    write("@bruno.jsonl", good.formatted(1) + String.join("\n", bad) + "\n" + good.formatted(2));

    History history = open();

    assertEquals(2, replayed.size());
    assertEquals(bad.size(), damages.size());
    Path kept = file("@bruno.jsonl.damaged");
    assertEquals(new Damage.BadLine(file("@bruno.jsonl"), 2, kept), damages.getFirst());
    assertEquals(bad, Files.readAllLines(kept));
    assertEquals(2, history.last(WITH_BRUNO, 9).size(), "places are right after the repair");
    damages.clear();
    open();
    assertEquals(List.of(), damages, "reported once");
  }

  @Test
  void bytesThatAreNoTextAreSetAsideAsTheyAre() throws IOException {
    byte[] bytes = {(byte) 0xff, (byte) 0xfe, 0, '\n'};
    Files.write(file("@bruno.jsonl"), bytes);

    open();

    assertInstanceOf(Damage.BadLine.class, damages.getFirst());
    assertEquals(
        new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1),
        Files.readString(
            file("@bruno.jsonl.damaged"), java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  @Test
  void filesOfOthersAreLeftAlone() throws IOException {
    write("notes.jsonl", "not ours");
    write("@BRUNO.jsonl", "not ours");

    open();

    assertEquals(List.of(), damages);
    assertEquals("not ours", Files.readString(file("notes.jsonl")));
  }

  private History open() throws IOException {
    replayed.clear();
    return History.open(
        folder,
        new History.Replay() {
          @Override
          public void entry(Conversation in, Event.Entry entry) {
            replayed.add(entry);
          }

          @Override
          public void mark(Conversation in, Mark mark) {
            replayed.add(mark);
          }
        },
        damages::add);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(file(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static Event.Message message(long id, String text) {
    return message(id, WITH_BRUNO, text);
  }

  private static Event.Message message(long id, Conversation in, String text) {
    return new Event.Message(new EntryId(id), 1_000, BRUNO, in, Text.of(text));
  }

  private static Event.Receipt receipt(long id, DeliveryState state, long upTo) {
    return new Event.Receipt(new EntryId(id), 1_000, state, WITH_BRUNO, BRUNO, new EntryId(upTo));
  }
}
