package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.server.store.Audience;

final class SentMessagesTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final SentMessages messages = new SentMessages();

  private static SentMessages.Sent message(String cid, long id, long time) {
    return new SentMessages.Sent(new Cid(cid), id, time, Conversation.LOBBY, Audience.NOBODY);
  }

  private List<Long> ids() {
    List<Long> ids = new ArrayList<>();
    messages.all().forEach(sent -> ids.add(sent.id()));
    return ids;
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
  void aMessageThatIsRestoredTwiceIsThereOnce() {
    messages.add(message("c1", 1, 1_000));
    messages.add(message("c1", 1, 1_000));
    assertEquals(List.of(1L), ids());
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
  void forgetsOlderOnesButForTheNewestHundred() {
    for (int i = 0; i < 300; i++) {
      messages.add(message("c" + i, i + 1, i * HOUR));
    }
    assertEquals(100, ids().size());
    assertNull(messages.withCid(new Cid("c199")));
    assertNull(messages.withId(200));
    assertNotNull(messages.withCid(new Cid("c200")));
    assertNotNull(messages.withId(201));
  }

  /** A client that uses a cid again after days means another message. */
  @Test
  void forgettingAMessageLeavesANewerOneOfItsCidAlone() {
    messages.add(message("again", 1, 0));
    SentMessages.Sent newer = message("again", 2, 25 * HOUR);
    messages.add(newer);
    for (int i = 0; i < 150; i++) {
      messages.add(message("c" + i, i + 3, 26 * HOUR));
    }
    assertNull(messages.withId(1));
    assertEquals(newer, messages.withCid(new Cid("again")));
  }
}
