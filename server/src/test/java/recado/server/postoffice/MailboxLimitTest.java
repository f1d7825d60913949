package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mailboxes with room for three entries. */
@Timeout(20)
final class MailboxLimitTest {
  private final TestOffice.Stores stores = TestOffice.Stores.ofAnaBrunoAndCarla();
  private TestOffice office = open();

  MailboxLimitTest() throws IOException {}

  private TestOffice open() throws IOException {
    return new TestOffice(stores, new TestClock(), () -> {}, Quotas.DEFAULT.withMailboxEntries(3));
  }

  @AfterEach
  void stop() {
    office.close();
  }

  private static void fill(Phone sender, String to) {
    sender.sends(to, "one");
    sender.sends(to, "two");
    sender.sends(to, "three");
  }

  private void expectFull(Phone sender, String to, String whose) {
    String cid = office.newCid();
    sender.says("SEND " + cid + " " + to + " :four");
    String full = "ERR SEND UNAVAILABLE " + cid + " :the mailbox of " + whose + " is full";
    assertEquals(List.of(full), sender.hears());
  }

  @Test
  void tellsTheSenderThatAMailboxIsFullAndKeepsWhatIsInIt() {
    Phone ana = office.online("ana", "pc");
    fill(ana, "@bruno");
    expectFull(ana, "@bruno", "@bruno");
    ana.sends("@carla", "others have room");
    Phone bruno = office.login("bruno", "tv");
    assertEquals(3, bruno.hears("MSG").size());
  }

  @Test
  void takesMessagesAgainWhenSomethingWasAcknowledged() {
    Phone ana = office.online("ana", "pc");
    fill(ana, "@bruno");
    expectFull(ana, "@bruno", "@bruno");
    Phone bruno = office.login("bruno", "tv");
    String first = bruno.hears("MSG").getFirst().split(" ", -1)[1];
    bruno.says("ACK " + first);
    ana.hears(); // that it was delivered
    ana.says("SEND again @bruno :four");
    assertEquals(1, ana.hears("SENT again").size());
    expectFull(ana, "@bruno", "@bruno");
  }

  @Test
  void aRepeatedMessageIsAnsweredAsBefore() {
    Phone ana = office.online("ana", "pc");
    ana.says("SEND c1 @bruno :one");
    List<String> answer = ana.hears();
    ana.sends("@bruno", "two");
    ana.sends("@bruno", "three");
    expectFull(ana, "@bruno", "@bruno");
    ana.says("SEND c1 @bruno :one");
    assertEquals(answer, ana.hears());
  }

  @Test
  void aMessageToAGroupIsForAllOrForNobody() {
    Phone ana = office.online("ana", "pc");
    Phone carla = office.online("carla", "pc");
    ana.says("GROUP CREATE #casa @bruno @carla");
    ana.hears();
    carla.hears();
    ana.sends("@bruno", "two");
    ana.sends("@bruno", "three");
    expectFull(ana, "#casa", "@bruno");
    ana.says("GROUP TOPIC #casa :too much");
    assertEquals(
        List.of("ERR GROUP UNAVAILABLE @bruno :the mailbox of @bruno is full"), ana.hears());
    assertEquals(List.of(), carla.hears());
    ana.says("GROUP REMOVE #casa @bruno");
    ana.hears();
    ana.sends("#casa", "without him");
    assertEquals(1, carla.hears("MSG").size());
  }

  @Test
  void aDeviceThatIsLeftBehindFillsTheMailboxAlthoughAnotherOneIsRead() {
    office.online("bruno", "tv").hangsUp();
    Phone bruno = office.online("bruno", "fone");
    Phone ana = office.online("ana", "pc");
    fill(ana, "@bruno");
    String last = bruno.hears("MSG").getLast().split(" ", -1)[1];
    bruno.says("ACK " + last);
    ana.hears();
    expectFull(ana, "@bruno", "@bruno");
  }

  @Test
  void aFullMailboxIsFullAfterARestart() throws IOException {
    fill(office.online("ana", "pc"), "@bruno");
    office.close();
    office = open();
    expectFull(office.online("carla", "pc"), "@bruno", "@bruno");
  }
}
