package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.UserName;
import recado.server.store.Addressee;
import recado.server.store.Audience;
import recado.server.store.StateRecord;

final class SentMessagesTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final Addressee LOBBY = new Addressee(Conversation.LOBBY, Audience.NOBODY);
  private static final Account ANA = new Account(new UserName("ana"), "1000000000001", 0, "(hash)");

  private final SentMessages messages = new SentMessages();

  private static SentMessages.Sent message(String cid, long id, long time) {
    return new SentMessages.Sent(new Cid(cid), id, time, LOBBY);
  }

  private static List<SentMessages.Sent> all(SentMessages messages) {
    List<SentMessages.Sent> all = new ArrayList<>();
    messages.forEachOfLast(Integer.MAX_VALUE, all::add);
    return all;
  }

  private List<Long> ids() {
    return all(messages).stream().map(SentMessages.Sent::id).toList();
  }

  @Test
  void findsAMessageByItsCidAndByItsId() {
    SentMessages.Sent first = message("c1", 1, 1_000);
    messages.add(first);
    messages.add(message("c2", 2, 1_000));
    assertEquals(first, messages.withCid(new Cid("c1")));
    assertEquals(first, messages.withId(1));
    assertNull(messages.withCid(new Cid("c3")));
    assertNull(messages.withId(3));
    assertEquals(List.of(1L, 2L), ids());
  }

  @Test
  void hasNothingAtFirst() {
    assertNull(messages.withCid(new Cid("c1")));
    assertNull(messages.withId(1));
    assertEquals(List.of(), ids());
  }

  @Test
  void keepsAllOfTheLast24Hours() {
    for (int i = 0; i < 24 * 60; i++) {
      messages.add(message("c" + i, i + 1, i * HOUR / 60));
    }
    assertNotNull(messages.withCid(new Cid("c0")));
    assertEquals(24 * 60, ids().size());
  }

  @Test
  void forgetsOlderOnesButForTheNewestHundredAndMore() {
    for (int i = 0; i < 3_000; i++) {
      messages.add(message("c" + i, i + 1, i * HOUR));
      assertNotNull(messages.withId(Math.max(1, i - 98)));
    }
    assertTrue(ids().size() < 1_000, "it keeps " + ids().size());
    assertNull(messages.withCid(new Cid("c1999")));
    assertNull(messages.withId(2_000));
    assertNotNull(messages.withCid(new Cid("c2900")));
    assertNotNull(messages.withId(2_901));
  }

  private static Addressee anybody(Random random) {
    int choice = random.nextInt(40);
    UserName reader = new UserName("reader" + random.nextInt(400));
    return switch (choice) {
      case 0 -> LOBBY;
      case 1 -> new Addressee(Conversation.with(reader), Audience.of(ANA.name));
      case 2 -> new Addressee(Conversation.with(reader), Audience.of(ANA.name, reader));
      default ->
          new Addressee(
              Conversation.with(new UserName("bruno")),
              Audience.of(ANA.name, new UserName("bruno")));
    };
  }

  private static String anyCid(Random random, int i) {
    return switch (random.nextInt(8)) {
      case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 1 -> "tv-" + random.nextInt(1 << 20);
      case 2 -> "0".repeat(random.nextInt(20)) + i;
      case 3 -> "f".repeat(1 + random.nextInt(20)) + "-" + Integer.toHexString(i);
      case 4 -> "A" + "z".repeat(random.nextInt(60)) + ".";
      default -> "pc." + i;
    };
  }

  /** Whatever the cids, ids, times and addressees: seed by seed. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsEveryMessageAndNoOtherAlsoAfterARestart(long seed) {
    Random random = new Random(seed);
    Map<Cid, SentMessages.Sent> expected = new HashMap<>();
    long id = random.nextInt(1_000);
    long time = 1_763_690_000_000L;
    for (int i = 0; i < 3_000; i++) {
      id += random.nextInt(4) > 0 ? 1 + random.nextInt(3) : 1 + random.nextInt(1 << 20);
      time += random.nextInt(3) > 0 ? 0 : random.nextInt(100) - 5;
      Cid cid = new Cid(anyCid(random, i));
      if (!expected.containsKey(cid)) {
        SentMessages.Sent sent = new SentMessages.Sent(cid, id, time, anybody(random));
        messages.add(sent);
        expected.put(cid, sent);
      }
    }
    SentMessages restored = new SentMessages();
    for (SentPage page : messages.pages()) {
      StateRecord.OfSent record = page.toRecord(ANA);
      for (SentReader reader = SentReader.of(record, record.to()); reader.advance(); ) {
        restored.add(reader.sent());
      }
    }
    for (SentMessages kept : List.of(messages, restored)) {
      assertEquals(expected.size(), all(kept).size());
      for (SentMessages.Sent sent : expected.values()) {
        assertEquals(sent, kept.withCid(sent.cid()), "seed " + seed);
        assertEquals(sent, kept.withId(sent.id()), "seed " + seed);
      }
      for (int i = 0; i < 1_000; i++) {
        Cid cid = new Cid(anyCid(random, random.nextInt(4_000)));
        assertEquals(expected.get(cid), kept.withCid(cid), "seed " + seed);
      }
    }
  }

  private static int bytesOfAMessage(IntFunction<String> cid, int idsBetween) {
    SentMessages sent = new SentMessages();
    int count = 10_240;
    for (int i = 0; i < count; i++) {
      sent.add(message(cid.apply(i), 1 + (long) i * idsBetween, 1_763_690_000_000L + i / 32));
    }
    int bytes = 0;
    for (SentPage page : sent.pages()) {
      bytes += page.toRecord(ANA).log().length();
    }
    return (bytes + count - 1) / count;
  }

  @Test
  void cidsThatCountTakeABytesOrTwo() {
    assertEquals(2, bytesOfAMessage(i -> "pc-" + i, 3));
    assertEquals(2, bytesOfAMessage(Integer::toHexString, 26));
    assertTrue(bytesOfAMessage(i -> new UUID(i * 0x9E3779B97F4A7C15L, i).toString(), 3) < 45);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<c", "<c/", "<c/>a", "<c/1>", "<c/1>A", "<c/1>#1a", "<c/1>~a", "<c/1>+", "^"})
  void aBrokenLogIsNoticed(String log) {
    List<Addressee> to = List.of(LOBBY);
    SentReader reader = SentReader.of(new StateRecord.OfSent(ANA.name, 1, 0, to, log), to);
    assertThrows(
        RuntimeException.class,
        () -> {
          while (reader.advance()) {
            assertNotNull(reader.sent());
          }
        });
  }
}
