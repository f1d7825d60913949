package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages and receipts, decided without sockets and files. */
@Timeout(20)
final class MessagesTest {
  private final TestClock clock = new TestClock();
  private final TestOffice.Stores stores = TestOffice.Stores.ofAnaBrunoAndCarla();

  /** What is to be looked at whenever something is made safe. */
  private Runnable atSync = () -> {};

  private final TestOffice office = new TestOffice(stores, clock, () -> atSync.run());

  MessagesTest() throws IOException {}

  @AfterEach
  void stop() {
    office.close();
  }

  @Test
  void aMessageGoesToItsRecipientAndItsSenderIsAnswered() {
    Phone ana = office.online("ana", "pc");
    Phone bruno = office.online("bruno", "tv");
    ana.says("SEND c1 @bruno :oi");
    String sent = ana.hears().getFirst();
    assertTrue(sent.matches("SENT c1 \\d+ 1000"), sent);
    String id = sent.split(" ", -1)[2];
    assertEquals(List.of("MSG " + id + " 1000 @ana @bruno :oi"), bruno.hears());
  }

  @Test
  void nobodyHearsOfAnythingBeforeItIsSafe() {
    Phone ana = office.online("ana", "pc");
    Phone bruno = office.online("bruno", "tv");
    List<String> tooEarly = new ArrayList<>();
    atSync =
        () -> {
          tooEarly.addAll(ana.heardSoFar());
          tooEarly.addAll(bruno.heardSoFar());
        };
    ana.says("SEND c1 @bruno :one");
    bruno.says("SEND c1 @ana :two");
    ana.says("GROUP CREATE #casa @bruno");
    bruno.says("WHO");
    ana.says("TYPING @bruno");
    office.settle();
    assertEquals(List.of(), tooEarly);
    assertEquals(3, ana.hears().size());
    assertEquals(7, bruno.hears().size());
  }

  @Test
  void whatIsDecidedTogetherIsMadeSafeByOneSync() {
    Phone ana = office.online("ana", "pc");
    Phone bruno = office.online("bruno", "tv");
    AtomicInteger syncs = new AtomicInteger();
    atSync = syncs::incrementAndGet;
    for (int i = 0; i < 100; i++) {
      ana.says("SEND a" + i + " @bruno :oi");
      bruno.says("SEND b" + i + " @ana :oi");
    }
    office.settle();
    assertEquals(1, syncs.get());
    assertEquals(200, ana.heardSoFar().size());
  }

  @Test
  void allHearInTheOrderDecided() {
    Phone ana = office.online("ana", "pc");
    Phone anasTv = office.online("ana", "tv");
    Phone bruno = office.online("bruno", "tv");
    for (int i = 1; i <= 50; i++) {
      ana.says("SEND a" + i + " @bruno :a" + i);
      bruno.says("SEND b" + i + " @ana :b" + i);
    }
    List<String> conversation = anasTv.hears();
    assertEquals(100, conversation.size());
    List<Long> ids = conversation.stream().map(MessagesTest::id).toList();
    assertEquals(ids.stream().sorted().toList(), ids);
    assertEquals(
        conversation.stream().filter(line -> line.contains(" :b")).toList(), ana.hears("MSG"));
    assertEquals(
        conversation.stream().filter(line -> line.contains(" :a")).toList(), bruno.hears("MSG"));
  }

  private static long id(String entry) {
    return Long.parseLong(entry.split(" ", -1)[1]);
  }

  @Test
  void aRepeatedCidIsAnsweredAsBeforeAndStoresNothing() {
    Phone ana = office.online("ana", "pc");
    Phone bruno = office.online("bruno", "tv");
    ana.says("SEND c1 @bruno :oi");
    ana.says("SEND c1 @bruno :oi");
    office.settle();
    clock.advance(Duration.ofHours(1));
    Phone anasTv = office.online("ana", "tv");
    anasTv.says("SEND c1 @bruno :oi");
    List<String> answers = new ArrayList<>(ana.hears("SENT"));
    answers.addAll(anasTv.hears("SENT"));
    assertEquals(3, answers.size());
    assertEquals(1, answers.stream().distinct().count(), answers.toString());
    assertEquals(1, bruno.hears("MSG").size());
  }

  @Test
  void theSameCidOfAnotherPersonIsAnotherMessage() {
    Phone ana = office.online("ana", "pc");
    Phone carla = office.online("carla", "pc");
    Phone bruno = office.online("bruno", "tv");
    ana.says("SEND c1 @bruno :oi");
    carla.says("SEND c1 @bruno :oi");
    assertEquals(2, bruno.hears("MSG").size());
  }

  @Test
  void aRefusedMessageIsNamedByItsCid() {
    Phone ana = office.online("ana", "pc");
    ana.says("SEND c1 @nobody :oi");
    ana.says("SEND c2 #nowhere :oi");
    List<String> answers = ana.hears();
    assertTrue(answers.get(0).startsWith("ERR SEND NO_SUCH_USER c1 :"), answers.get(0));
    assertTrue(answers.get(1).startsWith("ERR SEND NO_SUCH_GROUP c2 :"), answers.get(1));
  }

  @Test
  void deliveredFollowsTheAcknowledgementAndReadTheReading() {
    Phone ana = office.online("ana", "pc");
    Phone bruno = office.online("bruno", "tv");
    long first = ana.sends("@bruno", "one");
    long second = ana.sends("@bruno", "two");
    assertEquals(List.of(), ana.hears());
    bruno.says("ACK " + first);
    bruno.says("READ @ana " + second);
    bruno.says("ACK " + second);
    List<String> receipts = ana.hears();
    assertEquals(
        List.of("DELIVERED @bruno " + first, "READ @bruno " + second, "DELIVERED @bruno " + second),
        receipts.stream().map(MessagesTest::withoutIdAndTime).toList());
    assertEquals(List.of(), bruno.hears("ERR"));
  }

  /** {@code DELIVERED 9 1000 @bruno @bruno 7} as {@code DELIVERED @bruno 7}. */
  private static String withoutIdAndTime(String receipt) {
    String[] words = receipt.split(" ", -1);
    return words[0] + " " + words[4] + " " + words[5];
  }

  @Test
  void severalReceiptsThatADeviceHasNotSeenBecomeOne() {
    Phone ana = office.online("ana", "pc");
    Phone bruno = office.online("bruno", "tv");
    List<Long> ids = IntStream.range(0, 5).mapToObj(_ -> ana.sends("@bruno", "oi")).toList();
    ana.hangsUp();
    for (long id : ids) {
      bruno.says("ACK " + id);
      bruno.says("READ @ana " + id);
    }
    Phone again = office.login("ana", "pc");
    List<String> heard = again.hears();
    assertEquals("WELCOME @ana pc 2", heard.getFirst());
    assertEquals(
        List.of("DELIVERED @bruno " + ids.getLast(), "READ @bruno " + ids.getLast()),
        heard.stream()
            .filter(line -> line.startsWith("DELIVERED") || line.startsWith("READ"))
            .map(MessagesTest::withoutIdAndTime)
            .toList());
  }

  @Test
  void anAcknowledgementOfWhatWasNotSentHereIsRefused() {
    Phone ana = office.online("ana", "pc");
    Phone bruno = office.online("bruno", "tv");
    Phone carla = office.online("carla", "pc");
    long id = ana.sends("@bruno", "oi");
    carla.says("ACK " + id);
    bruno.says("ACK " + (id + 1));
    assertTrue(carla.hears().getFirst().startsWith("ERR ACK NO_SUCH_MESSAGE " + id + " :"));
    assertTrue(bruno.hears("ERR").getFirst().startsWith("ERR ACK NO_SUCH_MESSAGE " + (id + 1)));
    assertEquals(List.of(), ana.hears());
    bruno.says("ACK " + id);
    bruno.says("ACK " + id);
    assertEquals(List.of(), bruno.hears("ERR"));
  }

  /** The peer reads slowly: a lobby message has overtaken what waits for it. */
  @Test
  void readingALobbyMessageDoesNotReadWhatHasNotCome() {
    Phone ana = office.online("ana", "pc");
    Phone bruno = office.online("bruno", "tv");
    bruno.stopsReading();
    long waiting = ana.sends("@bruno", "one");
    long lobby = ana.sends("*", "all");
    assertEquals(1, bruno.hears("MSG " + lobby).size());
    bruno.readsSlowly();
    bruno.readsOn(); // what waits is on its way
    bruno.says("READ @ana " + lobby);
    assertEquals(List.of(), ana.hears("READ"));
    bruno.drained();
    bruno.says("READ @ana " + waiting);
    assertEquals(1, ana.hears("READ").size());
  }

  /** The newer receipt has made the older one needless, but the older one was sent as well. */
  @Test
  void aReceiptThatANewerOneIncludesCanBeAcknowledgedAgain() {
    Phone ana = office.online("ana", "pc");
    Phone bruno = office.online("bruno", "tv");
    List<Long> receipts = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      bruno.says("ACK " + ana.sends("@bruno", "oi"));
      receipts.add(Long.parseLong(ana.hears("DELIVERED").getFirst().split(" ", -1)[1]));
    }
    ana.says("ACK " + receipts.getLast());
    ana.says("ACK " + receipts.getFirst());
    assertEquals(List.of(), ana.hears("ERR"));
  }

  /** It has its mailbox, and goes on from there. */
  @Test
  void aPeerThatStopsReadingMissesNothingAndHearsNothingTwice() {
    Phone ana = office.online("ana", "pc");
    Phone bruno = office.online("bruno", "tv");
    ana.sends("@bruno", "1");
    bruno.stopsReading();
    ana.sends("@bruno", "2");
    ana.sends("@bruno", "3");
    ana.says("SEND c4 @bruno :4");
    bruno.readsOn();
    ana.says("SEND c5 @bruno :5");
    ana.sends("@bruno", "6");
    assertEquals(
        List.of("1", "2", "3", "4", "5", "6"),
        bruno.hears().stream().map(line -> line.substring(line.indexOf(':') + 1)).toList());
  }

  @Test
  void aLongBacklogComesInOrderWithWhatArrivesMeanwhile() {
    Phone ana = office.online("ana", "pc");
    office.online("bruno", "tv").hangsUp();
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      ids.add(ana.sends("@bruno", "oi"));
    }
    Phone bruno = new Phone(office);
    bruno.readsSlowly();
    office.submit(TestOffice.login(bruno, "bruno", "tv", () -> {}));
    for (int piece = 0; piece < 4; piece++) {
      ids.add(ana.sends("@bruno", "meanwhile"));
      bruno.drained();
    }
    office.settle();
    bruno.drained();
    ids.add(ana.sends("@bruno", "live"));
    List<String> heard = bruno.hears();
    assertEquals("WELCOME @bruno tv 600", heard.getFirst());
    assertEquals(
        ids, heard.stream().filter(line -> line.startsWith("MSG")).map(MessagesTest::id).toList());
    assertEquals(1, heard.stream().filter(line -> line.startsWith("SYNCED")).count());
  }

  @Test
  void whatAGoneConnectionStillAsksIsNotDone() {
    Phone ana = office.online("ana", "pc");
    Phone bruno = office.online("bruno", "tv");
    ana.says("QUIT");
    ana.says("SEND c1 @bruno :too late");
    assertEquals(List.of("BYE :goodbye"), ana.hears());
    assertTrue(ana.isClosed());
    assertFalse(bruno.isClosed());
    assertEquals(List.of(), bruno.hears());
  }

  /** A connection has a bounded number of requests under way: it must learn of each one's end. */
  @Test
  void everyRequestIsReportedAsDecided() {
    Phone ana = office.online("ana", "pc");
    Phone guest = new Phone(office);
    ana.says("SEND c1 @bruno :oi");
    ana.says("SEND c2 @nobody :oi");
    ana.says("PONG recado");
    ana.says("QUIT");
    ana.says("WHO");
    guest.says("WHO");
    office.settle();
    assertEquals(5, ana.requestsDecided());
    assertEquals(1, guest.requestsDecided());
  }

  @Test
  void infoTellsHowFarAMessageHasComeWithEachRecipient() {
    Phone ana = office.online("ana", "pc");
    Phone bruno = office.online("bruno", "tv");
    ana.says("GROUP CREATE #casa @bruno @carla");
    long id = ana.sends("#casa", "oi");
    bruno.says("ACK " + id);
    ana.hears();
    ana.says("INFO " + id);
    assertEquals(
        List.of(
            "RECEIPT " + id + " @bruno delivered 1000",
            "RECEIPT " + id + " @carla pending 0",
            "END INFO 2"),
        ana.hears());
  }

  @Test
  void infoKnowsWhatWasDeliveredToAGroupThatIsNoMore() {
    Phone ana = office.online("ana", "pc");
    Phone bruno = office.online("bruno", "tv");
    ana.says("GROUP CREATE #casa @bruno");
    long id = ana.sends("#casa", "oi");
    bruno.says("ACK " + id);
    bruno.says("GROUP LEAVE #casa");
    ana.says("GROUP LEAVE #casa");
    ana.hears();
    ana.says("INFO " + id);
    assertEquals("RECEIPT " + id + " @bruno delivered 1000", ana.hears().getFirst());
  }
}
