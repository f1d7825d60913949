package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import recado.protocol.Event;
import recado.protocol.Secret;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.store.DiskFullException;
import recado.server.store.SampleRecords;
import recado.server.store.TokenHash;

/** A sync fails: what is on the disk is unknown, and nothing more is promised. */
@Timeout(20)
final class DiskFailureTest {
  private final TestClock clock = new TestClock();
  private final TestOffice.Stores stores = TestOffice.Stores.ofAnaBrunoAndCarla();
  private final AtomicBoolean diskFull = new AtomicBoolean();
  private final TestOffice office =
      new TestOffice(
          stores,
          clock,
          () -> {
            if (diskFull.get()) {
              throw new DiskFullException();
            }
          });
  private final Phone ana = office.online("ana", "pc");
  private final Phone bruno = office.online("bruno", "tv");

  private boolean stopped;

  DiskFailureTest() throws IOException {}

  @AfterEach
  void stop() {
    if (!stopped) {
      office.close();
    }
  }

  /** The commands of a batch that fails, each with how its answer begins; none without. */
  private static final String[][] COMMANDS = {
    {"SEND c1 @bruno :oi", "ERR SEND UNAVAILABLE c1 :"},
    {"SEND c2 * :oi", "ERR SEND UNAVAILABLE c2 :"},
    {"SEND c3 @nobody :oi", "ERR SEND UNAVAILABLE c3 :"},
    {"GROUP CREATE #casa @bruno", "ERR GROUP UNAVAILABLE #casa :"},
    {"ACK 1", "ERR ACK UNAVAILABLE 1 :"},
    {"READ @bruno 1", "ERR READ UNAVAILABLE @bruno :"},
    {"TYPING @bruno", "ERR TYPING UNAVAILABLE @bruno :"},
    {"INFO 1", "ERR INFO UNAVAILABLE 1 :"},
    {"BLOCK @carla", "ERR BLOCK UNAVAILABLE @carla :"},
    {"UNBLOCK @carla", "ERR UNBLOCK UNAVAILABLE @carla :"},
    {"WATCH @bruno", "ERR WATCH UNAVAILABLE :"},
    {"PING abc", "PONG abc"}
  };

  private static void assertAnswersOf(String[][] commands, List<String> answers) {
    assertEquals(commands.length, answers.size(), answers.toString());
    for (int i = 0; i < commands.length; i++) {
      assertTrue(answers.get(i).startsWith(commands[i][1]), answers.get(i));
    }
  }

  private static void sayAll(Phone phone) {
    for (String[] command : COMMANDS) {
      phone.says(command[0]);
    }
  }

  @Test
  void everyCommandOfTheBatchIsUnavailableAndNothingIsDelivered() {
    diskFull.set(true);
    sayAll(ana);
    assertAnswersOf(COMMANDS, ana.hears());
    assertEquals(List.of(), bruno.hears());
    assertEquals(COMMANDS.length, ana.requestsDecided());
  }

  @Test
  void whatComesAfterIsUnavailableTooThoughTheDiskIsWellAgain() {
    diskFull.set(true);
    ana.says("SEND c0 @bruno :oi");
    ana.hears();
    diskFull.set(false);
    sayAll(ana);
    assertAnswersOf(COMMANDS, ana.hears());
    assertEquals(List.of(), bruno.hears());
  }

  @Test
  void theAnswerToThePingOfTheServerIsNoCommand() {
    diskFull.set(true);
    ana.says("PONG recado");
    assertEquals(List.of(), ana.hears());
    ana.says("PONG recado");
    assertEquals(List.of(), ana.hears(), "in a later batch");
  }

  @Test
  void loginsAndAccountsAreUnavailable() {
    diskFull.set(true);
    Phone carla = new Phone(office);
    AtomicBoolean loginIsOver = new AtomicBoolean();
    AtomicBoolean resumeIsOver = new AtomicBoolean();
    office.submit(new Command.Connect(carla.caller, new Event.Bye(Text.of("hello"))));
    office.submit(
        new Command.Register(carla.caller, new UserName("dora"), null, SampleRecords.PASSWORD));
    office.submit(TestOffice.login(carla, "carla", "pc", () -> loginIsOver.set(true)));
    office.submit(TestOffice.resume(carla, "carla", "pc", () -> resumeIsOver.set(true)));
    office.submit(newPassword(ana));
    List<String> answers = carla.hears();
    assertEquals(4, answers.size(), answers.toString());
    assertEquals("BYE :hello", answers.get(0));
    assertTrue(answers.get(1).startsWith("ERR REGISTER UNAVAILABLE @dora :"), answers.get(1));
    assertTrue(answers.get(2).startsWith("ERR LOGIN UNAVAILABLE @carla :"), answers.get(2));
    assertTrue(answers.get(3).startsWith("ERR RESUME UNAVAILABLE @carla :"), answers.get(3));
    assertTrue(loginIsOver.get() && resumeIsOver.get());
    assertTrue(ana.hears().getFirst().startsWith("ERR PASSWORD UNAVAILABLE :"));
    assertNull(stores.accounts().get(new UserName("dora")));
  }

  private static Command newPassword(Phone phone) {
    return new Command.ChangePassword(
        phone.caller,
        SampleRecords.PASSWORD,
        new Command.NewToken(Secret.of("new"), TokenHash.of("new")));
  }

  @Test
  void nobodyIsLeftWaitingForAPassword() {
    diskFull.set(true);
    ana.says("SEND c1 @bruno :oi");
    CompletableFuture<Command.OnFile> answer = new CompletableFuture<>();
    office.submit(new Command.FindPassword(ana.caller, SampleRecords.ANA, null, answer));
    office.settle();
    assertTrue(answer.isDone());
  }

  /** Its connection waits for the backlog's end before it does anything else. */
  @Test
  void aLoginWhoseBacklogIsUnderWayIsOver() {
    bruno.hangsUp();
    ana.sends("@bruno", "oi");
    Phone tv = new Phone(office);
    tv.readsSlowly();
    AtomicBoolean over = new AtomicBoolean();
    office.submit(TestOffice.login(tv, "bruno", "tv", () -> over.set(true)));
    assertEquals(1, tv.hears("MSG").size());
    diskFull.set(true);
    ana.says("SEND c1 @bruno :oi");
    tv.drained();
    office.settle();
    assertTrue(over.get() || tv.isClosed());
  }

  @Test
  void stoppingSaysGoodbye() {
    Phone guest = new Phone(office);
    office.submit(new Command.Connect(guest.caller, new Event.Bye(Text.of("hello"))));
    diskFull.set(true);
    ana.says("SEND c1 @bruno :oi");
    office.close();
    stopped = true;
    assertEquals(List.of("BYE :hello", "BYE :shutdown"), guest.heardSoFar());
    assertTrue(guest.isClosed());
  }

  @Test
  void aRestartKnowsNothingOfTheBatchThatFailed() throws IOException {
    long kept = ana.sends("@bruno", "kept");
    diskFull.set(true);
    sayAll(ana);
    office.settle();
    try (TestOffice restarted = new TestOffice(stores.copy(), clock)) {
      List<String> heard = new ArrayList<>(restarted.login("bruno", "tv").hears());
      heard.removeIf(line -> !line.startsWith("MSG"));
      assertEquals(List.of("MSG " + kept + " 1000 @ana @bruno :kept"), heard);
      Phone again = restarted.online("ana", "pc");
      again.says("SEND c1 @bruno :oi");
      again.says("GROUP CREATE #casa @bruno");
      assertEquals(List.of(), again.hears("ERR"));
    }
  }
}
