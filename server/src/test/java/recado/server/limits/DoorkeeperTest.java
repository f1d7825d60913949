package recado.server.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import recado.server.limits.Refusals.Reason;

class DoorkeeperTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final Doorkeeper doorkeeper =
      new Doorkeeper(
          new ConnectionLimits(
              4,
              2,
              Rate.parse("3/m"),
              Duration.ofSeconds(9),
              Duration.ofSeconds(9),
              Rate.parse("2/h"),
              Rate.parse("4/s"),
              Rate.parse("9/s"),
              3,
              Duration.ofSeconds(8),
              1 << 20));

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal); // looks up nothing: they are numbers
  }

  @Test
  void onlySoManyComeFromOneAddressAndWhoLeavesMakesRoom() throws Exception {
    InetAddress home = address("192.0.2.1");
    assertNull(doorkeeper.admit(home, 0));
    assertNull(doorkeeper.admit(home, 0));
    assertEquals(Reason.CONNECTIONS_OF_ADDRESS, doorkeeper.admit(home, 0));
    assertNull(doorkeeper.admit(address("192.0.2.2"), 0));
    doorkeeper.left(home);
    assertNull(doorkeeper.admit(home, 0));
    assertEquals(3, doorkeeper.connections());
    assertEquals(1, doorkeeper.refusals().total(Reason.CONNECTIONS_OF_ADDRESS));
  }

  @Test
  void onlySoManyComeInAll() throws Exception {
    for (int i = 1; i <= 4; i++) {
      assertNull(doorkeeper.admit(address("192.0.2." + i), 0));
    }
    assertEquals(Reason.CONNECTIONS, doorkeeper.admit(address("192.0.2.5"), 0));
  }

  @Test
  void whoComesAgainAndAgainWaits() throws Exception {
    InetAddress home = address("192.0.2.1");
    for (int i = 0; i < 3; i++) {
      assertNull(doorkeeper.admit(home, 0));
      doorkeeper.left(home);
    }
    assertEquals(Reason.CONNECTION_RATE, doorkeeper.admit(home, 0));
    assertNull(doorkeeper.admit(home, Duration.ofSeconds(20).toNanos()));
  }

  @Test
  void oneNetworkOfIpv6IsOneGuest() throws Exception {
    assertNull(doorkeeper.admit(address("2001:db8::1"), 0));
    assertNull(doorkeeper.admit(address("2001:db8::ffff:2"), 0));
    assertEquals(Reason.CONNECTIONS_OF_ADDRESS, doorkeeper.admit(address("2001:db8::3"), 0));
    assertNull(doorkeeper.admit(address("2001:db8:0:1::3"), 0));
  }

  @Test
  void onlySoManyAccountsAreMadeFromOneAddress() throws Exception {
    InetAddress home = address("192.0.2.1");
    assertTrue(doorkeeper.mayRegister(home, 0));
    assertTrue(doorkeeper.mayRegister(home, 0));
    assertFalse(doorkeeper.mayRegister(home, 0));
    assertTrue(doorkeeper.mayRegister(address("192.0.2.2"), 0));
    assertTrue(doorkeeper.mayRegister(home, HOUR));
  }

  @Test
  void whatWasRefusedIsToldOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      doorkeeper.admit(address("192.0.2.1"), 0);
    }
    assertEquals("connections_of_address 3", doorkeeper.refusals().news());
    assertEquals("", doorkeeper.refusals().news());
    doorkeeper.refusals().count(Reason.IDLE);
    assertEquals("idle 1", doorkeeper.refusals().news());
  }

  @Test
  void guestsShareWhatThereIsInTurn() {
    long now = System.nanoTime() + 1_000_000_000L;
    for (int i = 0; i < 4; i++) {
      assertEquals(0, doorkeeper.delayOfGuest(now));
    }
    assertEquals(250_000_000L, doorkeeper.delayOfGuest(now));
    assertEquals(500_000_000L, doorkeeper.delayOfGuest(now));
    assertEquals(500_000_000L, doorkeeper.delayOfGuest(now + 250_000_000L));
    assertEquals(0, doorkeeper.delayOfGuest(now + 2_000_000_000L));
  }
}
