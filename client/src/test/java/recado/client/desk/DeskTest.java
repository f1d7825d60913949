package recado.client.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.client.local.Account;
import recado.client.local.AccountFolder;
import recado.client.local.Home;
import recado.client.net.Dialer;
import recado.client.net.Trusts;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.DeviceName;
import recado.protocol.ErrorCode;
import recado.protocol.Request;
import recado.protocol.Secret;
import recado.protocol.Text;
import recado.protocol.UserName;

/** The desk between real files and a server that does what it should not. */
@Timeout(60)
final class DeskTest {
  private static final UserName ANA = new UserName("ana");
  private static final Conversation BRUNO = Conversation.with(new UserName("bruno"));

  @TempDir private Path folder;
  private final BlockingQueue<Exception> diskFailures = new LinkedBlockingQueue<>();
  private ScriptedServer server;
  private AccountFolder account;
  private RecordingFace face;
  private Desk desk;

  @BeforeEach
  void begin() throws IOException {
    server = new ScriptedServer();
    open();
  }

  private void open() throws IOException {
    account = Home.open(folder).account("test:1", ANA);
    Account ana = new Account("test:1", ANA, new DeviceName("laptop"), Secret.of("token-1"));
    face = new RecordingFace();
    Papers papers = Papers.open(account, ANA, damage -> {});
    desk =
        new Desk(ana, papers, new Dialer(server.address(), Trusts.NONE), face, diskFailures::add);
    desk.start();
  }

  @AfterEach
  void end() throws IOException {
    close();
    server.close();
  }

  private void close() throws IOException {
    server.hangUp(); // so that the client need not wait for it
    desk.close();
    account.close();
  }

  @Test
  void itBeginsWithTheToken() throws Exception {
    assertEquals("RESUME @ana laptop :token-1", server.accept().hear());
  }

  @Test
  void nothingIsAcknowledgedThatIsNotOnTheDisk() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn("MSG 7 1000 @bruno @ana :olá");
    assertEquals("ACK 7", peer.hear("ACK"));
    assertEquals(
        List.of("{\"id\":7,\"time\":1000,\"from\":\"@bruno\",\"text\":\"olá\"}"), historyOfBruno());
  }

  @Test
  void whatComesTogetherIsAcknowledgedTogether() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn();
    String[] messages = new String[50];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = "MSG " + (i + 1) + " 1000 @bruno @ana :text";
    }
    peer.say(messages);
    int acknowledgements = 1;
    while (!peer.hear("ACK").equals("ACK 50")) {
      acknowledgements++;
    }
    assertTrue(acknowledgements <= 5, acknowledgements + " acknowledgements for 50 messages");
  }

  @Test
  void aRepeatedEntryIsAcknowledgedAgainAndShownOnce() throws Exception {
    server.accept().letIn("MSG 7 1000 @bruno @ana :olá").hear("ACK 7");
    face.await(Shown.Message.class);
    close();
    open();
    server.accept().letIn("MSG 7 1000 @bruno @ana :olá").hear("ACK 7");
    face.await(Standing.class, standing -> standing == Standing.READY);
    assertEquals(List.of(), face.rest(Shown.Message.class));
    assertEquals(1, historyOfBruno().size());
  }

  @Test
  void theLobbyIsKeptButNotAcknowledged() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn();
    peer.say("MSG 7 1000 @bruno @ana :to you", "MSG 8 1000 @bruno * :to all");
    assertEquals("ACK 7", peer.hear("ACK"));
    assertEquals(
        Conversation.LOBBY,
        face.await(Shown.Message.class, m -> m.message().id().value() == 8).in());
  }

  @Test
  void whatCannotBeUnderstoodIsPassedOver() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn();
    peer.say(
        "FROBNICATE everything :now", "MSG", "MSG x y z", "MSG 5 1000 bruno @ana :x", "", "::");
    peer.say("SENT no-such-cid 9 1000", "END NONSENSE 3", "RECEIPT 1 @bruno lost 0");
    peer.say("ERR - BRAND_NEW_CODE :what", "x".repeat(10_000), "MSG 6 1000 @bruno @ana :\\q");
    peer.sayBytes(new byte[] {(byte) 0xff, 0, (byte) 0xc0, '\n'});
    peer.say("MSG 7 1000 @bruno @ana some new param :still here");
    assertEquals("ACK 7", peer.hear("ACK"));
    assertEquals(Text.of("still here"), face.await(Shown.Message.class).message().text());
  }

  @Test
  void aPingIsAnswered() throws Exception {
    assertEquals("PONG x-1", server.accept().letIn().say("PING x-1").hear("PONG"));
  }

  @Test
  void whatIsNotSentGoesOutAgainUnderTheSameCid() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn();
    desk.tell(clerk -> clerk.send(BRUNO, Text.of("olá")));
    String first = peer.hear("SEND");
    assertTrue(Files.readString(file("unsent.jsonl")).contains(cidOf(first)));
    peer.hangUp();
    face.await(Shown.Lost.class);

    ScriptedServer.Peer again = server.accept().letIn();
    String second = again.hear("SEND");
    assertEquals(first, second);
    again.say("SENT " + cidOf(first) + " 7 1000").settle();
    assertEquals(Text.of("olá"), face.await(Shown.Message.class).message().text());
    again.settle();
    assertEquals("", Files.readString(file("unsent.jsonl")));
    assertEquals(1, historyOfBruno().size());
  }

  @Test
  void whatIsWrittenOfflineSurvivesACrash() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn();
    desk.tell(clerk -> clerk.send(BRUNO, Text.of("um")));
    desk.tell(clerk -> clerk.send(BRUNO, Text.of("dois")));
    String first = peer.hear("SEND");
    String second = peer.hear("SEND");
    peer.hangUp();
    close();

    open();
    ScriptedServer.Peer again = server.accept().letIn();
    assertEquals(2, face.await(Shown.Greeting.class).waiting());
    assertEquals(List.of(first, second), List.of(again.hear("SEND"), again.hear("SEND")));
  }

  @Test
  void aRefusedMessageIsGivenBackAndForgotten() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn();
    desk.tell(clerk -> clerk.send(BRUNO, Text.of("olá")));
    String cid = cidOf(peer.hear("SEND"));
    peer.say("ERR SEND NO_SUCH_USER " + cid + " :nobody").settle().settle();
    Shown.NotSent notSent = face.await(Shown.NotSent.class);
    assertEquals(Text.of("olá"), notSent.text());
    assertEquals(ErrorCode.NO_SUCH_USER, notSent.code());
    assertEquals("", Files.readString(file("unsent.jsonl")));
  }

  @Test
  void whatIsTooMuchIsSentLater() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn();
    desk.tell(clerk -> clerk.send(BRUNO, Text.of("olá")));
    String first = peer.hear("SEND");
    peer.say("ERR SEND RATE_LIMITED " + cidOf(first) + " :slower");
    assertEquals(first, peer.hear("SEND"));
    assertEquals(List.of(), face.rest(Shown.NotSent.class));
  }

  @Test
  void readIsReportedForTheOpenConversationAndOnce() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn();
    peer.say("MSG 7 1000 @bruno @ana :um").settle();
    face.await(Status.class, status -> status.unread() == 1);
    desk.tell(clerk -> clerk.open(BRUNO));
    assertEquals("READ @bruno 7", peer.hear("READ"));
    peer.say("MSG 8 1000 @bruno @ana :dois", "MSG 9 1000 @carla @ana :três");
    assertEquals("READ @bruno 8", peer.hear("READ"));
    face.await(Status.class, status -> status.unread() == 1);
    close();

    open();
    ScriptedServer.Peer again = server.accept().letIn();
    face.await(Status.class, status -> status.online() && status.unread() == 1);
    desk.tell(clerk -> clerk.open(BRUNO));
    desk.tell(clerk -> clerk.send(BRUNO, Text.of("fim")));
    assertTrue(again.hear().startsWith("SEND"), "and no READ before it");
  }

  @Test
  void whatIsReadOfflineIsReportedLater() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn("MSG 7 1000 @bruno @ana :um");
    peer.settle().hangUp();
    face.await(Shown.Lost.class);
    desk.tell(clerk -> clerk.open(BRUNO));
    face.await(Shown.Opened.class);
    close();

    open();
    ScriptedServer.Peer again = server.accept();
    again.say("RECADO 1 test :").hear("RESUME");
    again.say("WELCOME @ana laptop 0", "SYNCED 0");
    assertEquals("READ @bruno 7", again.hear());
  }

  @Test
  void nothingIsReadWhileTheTerminalIsInTheBackground() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn();
    desk.tell(clerk -> clerk.focus(false));
    desk.tell(clerk -> clerk.open(BRUNO));
    face.await(Shown.Opened.class);
    peer.say("MSG 7 1000 @bruno @ana :um");
    assertEquals("ACK 7", peer.hear());
    peer.say("PING settled");
    assertEquals("PONG settled", peer.hear());
    desk.tell(clerk -> clerk.focus(true));
    assertEquals("READ @bruno 7", peer.hear());
  }

  @Test
  void manyReceiptsMakeOneLine() throws Exception {
    ScriptedServer.Peer peer =
        server
            .accept()
            .letIn(
                "MSG 1 1000 @ana @bruno :um",
                "MSG 2 1000 @ana @bruno :dois",
                "DELIVERED 3 1000 @bruno @bruno 1",
                "DELIVERED 4 1000 @bruno @bruno 2",
                "READ 5 1000 @bruno @bruno 2");
    peer.settle();
    Shown.Ticked ticked = face.await(Shown.Ticked.class, t -> t.state() == DeliveryState.READ);
    assertEquals(Text.of("dois"), ticked.upTo().text());
    assertTrue(face.rest(Shown.Ticked.class).size() <= 1);
  }

  @Test
  void ofAVeryLongBacklogOnlyTheEndIsShown() throws Exception {
    String[] messages = new String[500];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = "MSG " + (i + 1) + " 1000 @bruno @ana :text " + i;
    }
    server.accept().letIn(messages);
    face.await(Standing.class, standing -> standing == Standing.READY);
    assertEquals(400, face.await(Shown.LeftOut.class).count());
    assertEquals(100, face.rest(Shown.Message.class).size());
    desk.tell(clerk -> clerk.history(BRUNO, 1_000));
    assertEquals(500, face.await(Shown.HistoryOf.class).past().size());
  }

  @Test
  void aReplacedClientStaysAwayUntilItIsWanted() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn();
    peer.say("BYE :replaced").hangUp();
    face.await(Shown.TakenOver.class);
    assertEquals(Optional.empty(), server.acceptWithin(Duration.ofMillis(1_500)));
    desk.tell(Clerk::connectNow);
    server.accept().letIn();
    face.await(Shown.Back.class);
  }

  @Test
  void aServerThatShutsDownIsWaitedFor() throws Exception {
    server.accept().letIn().say("BYE :shutdown").hangUp();
    assertEquals(Text.of("shutdown"), face.await(Shown.Lost.class).said());
    server.accept().letIn();
    face.await(Shown.Back.class);
    assertEquals(List.of(), face.rest(Shown.Lost.class), "said once");
  }

  @Test
  void aVoidTokenAsksForANewOne() throws Exception {
    ScriptedServer.Peer peer = server.accept();
    peer.hear("RESUME");
    peer.say("RECADO 1 test :", "ERR RESUME BAD_CREDENTIALS @ana :no");
    face.await(Shown.SignedOut.class);
    face.await(Standing.class, standing -> standing == Standing.SIGNED_OUT);
    assertTrue(peer.hearsTheEnd());
    assertEquals(Optional.empty(), server.acceptWithin(Duration.ofMillis(1_500)));

    desk.tell(clerk -> clerk.signedIn(Secret.of("token-2")));
    ScriptedServer.Peer again = server.accept();
    assertEquals("RESUME @ana laptop :token-2", again.hear());
    assertEquals(
        Optional.of(Secret.of("token-2")),
        account.account(damage -> {}).map(saved -> saved.token()));
  }

  @Test
  void aNewTokenIsKept() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn();
    peer.say("TOKEN :token-3", "PASSWORD-CHANGED").settle();
    face.await(Shown.PasswordChanged.class);
    assertEquals(
        Optional.of(Secret.of("token-3")),
        account.account(damage -> {}).map(saved -> saved.token()));
  }

  @Test
  void aDiskThatFailsEndsItAndNothingIsAcknowledged() throws Exception {
    Files.createDirectories(file("history").resolve("@bruno.jsonl")); // in the file's place
    ScriptedServer.Peer peer = server.accept().letIn();
    peer.say("MSG 7 1000 @bruno @ana :olá");
    assertInstanceOf(IOException.class, diskFailures.poll(20, TimeUnit.SECONDS));
    assertTrue(peer.hearsTheEnd());
  }

  @Test
  void aMistakeOfTheFaceCostsALineAndNothingElse() throws Exception {
    face.failOnce();
    ScriptedServer.Peer peer = server.accept().letIn();
    face.await(Shown.Bug.class);
    peer.say("MSG 7 1000 @bruno @ana :olá").hear("ACK 7");
    assertEquals(Text.of("olá"), face.await(Shown.Message.class).message().text());
  }

  @Test
  void whatWasAskedIsNotWaitedForForEver() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn();
    face.await(Standing.class, standing -> standing == Standing.READY);
    desk.tell(clerk -> clerk.ask(new Request.Who(List.of())));
    peer.hear("WHO");
    peer.hangUp();
    assertEquals(Shown.Reason.NO_ANSWER, face.await(Shown.Cannot.class).reason());
  }

  @Test
  void leavingSaysGoodbyeAfterAllIsSent() throws Exception {
    ScriptedServer.Peer peer = server.accept().letIn();
    desk.tell(clerk -> clerk.send(BRUNO, Text.of("olá")));
    Thread leaver = Thread.ofVirtual().start(() -> desk.drain());
    String cid = cidOf(peer.hear("SEND"));
    peer.say("SENT " + cid + " 7 1000");
    String ping = peer.hear("PING");
    peer.say("PONG" + ping.substring("PING".length()));
    leaver.join();
    Thread closer = Thread.ofVirtual().start(() -> desk.close());
    peer.hear("QUIT");
    peer.hangUp();
    closer.join();
    assertEquals(List.of(), face.rest(Shown.Lost.class));
  }

  /** Of {@code SEND <cid> …}. */
  private static String cidOf(String line) {
    return line.substring("SEND ".length(), line.indexOf(' ', "SEND ".length()));
  }

  private List<String> historyOfBruno() throws IOException {
    return Files.readAllLines(file("history").resolve("@bruno.jsonl"), StandardCharsets.UTF_8);
  }

  private Path file(String name) {
    return folder.resolve("ana@test_1").resolve(name);
  }
}
