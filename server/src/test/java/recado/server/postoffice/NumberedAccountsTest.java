package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import recado.server.store.SampleRecords;

/** Accounts whose name is their number. */
@Timeout(20)
final class NumberedAccountsTest {
  private final TestClock clock = new TestClock();
  private final TestOffice.Stores stores = TestOffice.Stores.ofAnaBrunoAndCarla();

  private static String register(TestOffice office) {
    Phone phone = new Phone(office);
    office.submit(new Command.Register(phone.caller, null, null, SampleRecords.PASSWORD));
    List<String> answer = phone.hears();
    assertEquals(1, answer.size(), answer.toString());
    return answer.getFirst();
  }

  @Test
  void haveTheNextNumberAlsoAfterARestart() throws IOException {
    try (TestOffice office = new TestOffice(stores, clock)) {
      assertEquals("REGISTERED @1000000000004 1000000000004", register(office));
      assertEquals("REGISTERED @1000000000005 1000000000005", register(office));
    }
    try (TestOffice office = new TestOffice(stores, clock)) {
      assertEquals("REGISTERED @1000000000006 1000000000006", register(office));
      Phone ana = office.online("ana", "pc");
      Phone fourth = office.online("1000000000004", "pc");
      ana.sends("@1000000000004", "oi");
      assertEquals(1, fourth.hears("MSG").size());
      fourth.sends("@ana", "oi");
      assertEquals("@1000000000004", ana.hears("MSG").getFirst().split(" ", -1)[3]);
    }
  }
}
