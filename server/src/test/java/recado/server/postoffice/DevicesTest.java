package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One person on several machines, and machines that are never seen again. */
@Timeout(20)
final class DevicesTest {
  private static final Duration UNUSED = Duration.ofDays(30).plusHours(2);

  private final TestClock clock = new TestClock();
  private final TestOffice office = new TestOffice(TestOffice.Stores.ofAnaBrunoAndCarla(), clock);

  DevicesTest() throws IOException {}

  @AfterEach
  void stop() {
    office.close();
  }

  /** The texts of the messages that a phone hears. */
  private static List<String> texts(Phone phone) {
    return phone.hears("MSG").stream().map(line -> line.substring(line.indexOf(':') + 1)).toList();
  }

  private static void acknowledgeAll(Phone phone, long upTo) {
    phone.says("ACK " + upTo);
    assertEquals(List.of(), phone.hears("ERR"));
  }

  @Test
  void whatISendComesToMyOtherDevices() {
    Phone pc = office.online("ana", "pc");
    Phone tv = office.online("ana", "tv");
    pc.sends("@bruno", "oi");
    assertEquals(List.of(), texts(pc));
    assertEquals(List.of("oi"), texts(tv));
  }

  @Test
  void whatISendToMyselfComesToAllMyDevices() {
    Phone pc = office.online("ana", "pc");
    Phone tv = office.online("ana", "tv");
    pc.sends("@ana", "milk");
    assertEquals(List.of("milk"), texts(pc));
    assertEquals(List.of("milk"), texts(tv));
  }

  @Test
  void eachDeviceHasItsOwnMailbox() {
    Phone ana = office.online("ana", "pc");
    Phone tv = office.online("bruno", "tv");
    office.online("bruno", "pc").hangsUp();
    long id = ana.sends("@bruno", "oi");
    acknowledgeAll(tv, id);
    assertEquals(List.of("oi"), texts(office.login("bruno", "pc")));
  }

  @Test
  void mailOfBeforeTheFirstLoginWaits() {
    Phone ana = office.online("ana", "pc");
    ana.sends("@bruno", "one");
    ana.sends("@bruno", "two");
    assertEquals(List.of("one", "two"), texts(office.login("bruno", "tv")));
  }

  @Test
  void aNewDeviceBeginsWhereTheOthersHaveGotTo() {
    Phone ana = office.online("ana", "pc");
    Phone tv = office.online("bruno", "tv");
    long first = ana.sends("@bruno", "one");
    ana.sends("@bruno", "two");
    acknowledgeAll(tv, first);
    assertEquals(List.of("two"), texts(office.login("bruno", "pc")));
  }

  /** What others wrote waits for it; what its owner wrote, on whichever device, does not. */
  @Test
  void aNewDeviceGetsNothingThatItsOwnerWroteBefore() {
    Phone ana = office.online("ana", "pc");
    Phone tv = office.online("bruno", "tv");
    ana.sends("@bruno", "one");
    tv.sends("@ana", "two");
    ana.sends("@bruno", "three");
    assertEquals(List.of("one", "three"), texts(office.login("bruno", "pc")));
  }

  @Test
  void aNewDeviceGetsNothingOfItsOwnersThatABlockHasDropped() {
    Phone tv = office.online("bruno", "tv");
    Phone radio = office.online("bruno", "radio");
    office.online("carla", "pc").says("BLOCK @bruno");
    acknowledgeAll(radio, office.online("ana", "pc").sends("@bruno", "had"));
    tv.sends("@carla", "dropped");
    assertEquals(List.of("had", "dropped"), texts(radio));
    assertEquals(List.of(), texts(office.login("bruno", "new")));
  }

  @Test
  void aSecondSessionOfADeviceTakesThePlaceOfTheFirst() {
    Phone ana = office.online("ana", "pc");
    Phone former = office.online("bruno", "tv");
    Phone tv = office.online("bruno", "tv");
    assertEquals(List.of("BYE :replaced"), former.hears());
    assertTrue(former.isClosed());
    ana.sends("@bruno", "oi");
    assertEquals(List.of("oi"), texts(tv));
    assertEquals(List.of(), former.hears());
  }

  @Test
  void aDeviceThatWasNotUsedFor30DaysIsForgotten() {
    office.online("bruno", "tv").hangsUp();
    Phone pc = office.online("bruno", "pc");
    clock.advance(UNUSED);
    office.settle();
    Phone tv = new Phone(office);
    office.submit(TestOffice.resume(tv, "bruno", "tv", () -> {}));
    assertTrue(tv.hears().getFirst().startsWith("ERR RESUME BAD_CREDENTIALS"));
    pc.hangsUp();
    Phone again = new Phone(office);
    office.submit(TestOffice.resume(again, "bruno", "pc", () -> {}));
    assertEquals("WELCOME @bruno pc 0", again.hears().getFirst());
  }

  @Test
  void aDeviceThatWasUsedIsNotForgotten() {
    office.online("bruno", "tv").hangsUp();
    clock.advance(Duration.ofDays(20));
    office.online("bruno", "tv").hangsUp();
    clock.advance(Duration.ofDays(20));
    office.settle();
    Phone tv = new Phone(office);
    office.submit(TestOffice.resume(tv, "bruno", "tv", () -> {}));
    assertEquals("WELCOME @bruno tv 0", tv.hears().getFirst());
  }

  @Test
  void theMailOfTheLastDeviceWaitsForTheNextOne() {
    Phone ana = office.online("ana", "pc");
    Phone tv = office.online("bruno", "tv");
    long had = ana.sends("@bruno", "had");
    acknowledgeAll(tv, had);
    tv.hangsUp();
    ana.sends("@bruno", "one");
    clock.advance(UNUSED);
    office.settle();
    ana.sends("@bruno", "two");
    assertEquals(List.of("one", "two"), texts(office.login("bruno", "new")));
    assertEquals(List.of("one", "two"), texts(office.login("bruno", "another")));
  }
}
