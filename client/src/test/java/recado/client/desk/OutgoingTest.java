package recado.client.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recado.client.local.Unsent;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.protocol.UserName;

final class OutgoingTest {
  private static final Conversation BRUNO = Conversation.with(new UserName("bruno"));
  private static final Conversation CARLA = Conversation.with(new UserName("carla"));
  private static final long NOW = 1_000;

  @TempDir private Path folder;
  private final List<Request.Send> wire = new ArrayList<>();
  private final List<String> shownAsWaiting = new ArrayList<>();
  private Outgoing outgoing;

  @BeforeEach
  void begin() throws IOException {
    outgoing = open();
  }

  @Test
  void whatIsWrittenOfflineWaitsAndGoesOutInOrder() {
    write("one", "two");
    assertEquals(List.of(), wire);
    assertEquals(List.of("one", "two"), shownAsWaiting);
    outgoing.resume(NOW);
    assertEquals(List.of("one", "two"), onTheWire());
  }

  @Test
  void afterALostConnectionTheSameMessageGoesOutUnderTheSameCid() {
    outgoing.resume(NOW);
    write("one", "two");
    outgoing.sent(wire.getFirst().cid(), NOW);
    outgoing.suspend();
    outgoing.resume(NOW);
    assertEquals(List.of("one", "two", "two"), onTheWire());
    assertEquals(wire.get(1).cid(), wire.get(2).cid());
  }

  @Test
  void afterACrashTheSameMessageGoesOutUnderTheSameCid() throws IOException {
    Unsent unsent = unsent();
    outgoing = new Outgoing(unsent, request -> {}, message -> {});
    write("one");
    Cid cid = unsent.messages().iterator().next().cid();
    unsent.force();

    outgoing = open();
    outgoing.resume(NOW);
    assertEquals(cid, wire.getFirst().cid());
  }

  @Test
  void onlySoManyAreOnTheWireAtOnce() {
    outgoing.resume(NOW);
    for (int i = 0; i < 100; i++) {
      write("text " + i);
    }
    assertEquals(16, wire.size());
    outgoing.sent(wire.getFirst().cid(), NOW);
    assertEquals(17, wire.size());
  }

  @Test
  void whatIsTooMuchForTheServerGoesOutLaterInItsPlace() {
    outgoing.resume(NOW);
    write("one", "two", "three");
    outgoing.notNow(wire.get(0).cid(), NOW);
    outgoing.notNow(wire.get(1).cid(), NOW);
    outgoing.notNow(wire.get(2).cid(), NOW);
    assertEquals(3, wire.size());

    long later = NOW + outgoing.nanosToTick(NOW);
    outgoing.tick(later);
    assertEquals(List.of("one"), onTheWire().subList(3, 4), "one at a time to begin with");
    outgoing.sent(wire.get(3).cid(), later);
    assertEquals(List.of("one", "two", "three"), onTheWire().subList(3, 6));
  }

  @Test
  void aConversationThatIsHeldHoldsNobodyElse() {
    outgoing.resume(NOW);
    write("one", "two");
    assertEquals(Optional.of(BRUNO), outgoing.hold(wire.get(0).cid(), NOW));
    assertEquals(Optional.empty(), outgoing.hold(wire.get(1).cid(), NOW), "which is known");
    write("three");
    outgoing.take(CARLA, Text.of("to carla"), NOW);
    assertEquals(List.of("one", "two", "to carla"), onTheWire());
    assertEquals(3, outgoing.heldCount());

    long later = NOW + Duration.ofSeconds(2).toNanos();
    outgoing.tick(later - 1);
    assertEquals(3, wire.size());
    outgoing.tick(later);
    assertEquals("one", onTheWire().get(3), "one at a time");
    outgoing.take(CARLA, Text.of("again"), later);
    outgoing.sent(wire.get(3).cid(), later);
    assertEquals(List.of("one", "again", "two", "three"), onTheWire().subList(3, 7));
    assertEquals(0, outgoing.heldCount());
  }

  @Test
  void whatIsHeldIsTriedMoreAndMoreSeldom() {
    outgoing.resume(NOW);
    write("one");
    List<Long> pauses = new ArrayList<>();
    long now = NOW;
    for (int i = 0; i < 7; i++) {
      outgoing.hold(wire.getLast().cid(), now);
      outgoing.tick(now + Duration.ofMillis(1_600).toNanos()); // it is shown as waiting
      long pause = outgoing.nanosToTick(now);
      pauses.add(Duration.ofNanos(pause).toSeconds());
      now += pause;
      outgoing.tick(now);
      assertEquals(i + 2, wire.size());
    }
    assertEquals(List.of(2L, 4L, 8L, 16L, 32L, 60L, 60L), pauses);
  }

  @Test
  void whatIsHeldIsTriedAtOnceAfterAReconnect() {
    outgoing.resume(NOW);
    write("one", "two");
    outgoing.hold(wire.get(0).cid(), NOW);
    outgoing.hold(wire.get(1).cid(), NOW);
    outgoing.suspend();
    outgoing.resume(NOW);
    assertEquals(List.of("one"), onTheWire().subList(2, 3));
    assertEquals(Optional.empty(), outgoing.hold(wire.get(2).cid(), NOW), "which is known");
    assertTrue(outgoing.hasOnlyHeld());
  }

  @Test
  void theNextOfAHeldConversationIsTriedWhenOneIsRefusedForGood() {
    outgoing.resume(NOW);
    write("one", "two");
    outgoing.hold(wire.get(0).cid(), NOW);
    outgoing.refused(wire.get(1).cid(), NOW);
    long later = NOW + outgoing.nanosToTick(NOW);
    outgoing.tick(later);
    later += outgoing.nanosToTick(later);
    outgoing.tick(later);
    assertEquals("one", onTheWire().get(2));
    outgoing.refused(wire.get(2).cid(), later);
    write("three");
    assertEquals("three", onTheWire().get(3));
    assertEquals(0, outgoing.heldCount());
  }

  @Test
  void whatIsRefusedIsGivenBack() {
    outgoing.resume(NOW);
    write("one");
    assertEquals(Text.of("one"), outgoing.refused(wire.getFirst().cid(), NOW).orElseThrow().text());
    assertEquals(0, outgoing.count());
  }

  @Test
  void aMessageThatTakesLongIsShownAsWaiting() {
    outgoing.resume(NOW);
    write("one", "two");
    outgoing.sent(wire.getFirst().cid(), NOW);
    assertEquals(List.of(), shownAsWaiting);
    assertTrue(outgoing.nanosToTick(NOW) <= Duration.ofSeconds(2).toNanos());
    outgoing.tick(NOW + outgoing.nanosToTick(NOW));
    assertEquals(List.of("two"), shownAsWaiting);
  }

  private Unsent unsent() throws IOException {
    return Unsent.open(folder.resolve("unsent.jsonl"), damage -> {});
  }

  private Outgoing open() throws IOException {
    return new Outgoing(
        unsent(),
        request -> wire.add((Request.Send) request),
        message -> shownAsWaiting.add(message.text().toString()));
  }

  private void write(String... texts) {
    for (String text : texts) {
      outgoing.take(BRUNO, Text.of(text), NOW);
    }
  }

  private List<String> onTheWire() {
    return wire.stream().map(send -> send.text().toString()).toList();
  }
}
