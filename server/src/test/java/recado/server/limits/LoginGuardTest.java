package recado.server.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import recado.protocol.UserName;

class LoginGuardTest {
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final UserName ANA = new UserName("ana");
  private static final UserName BRUNO = new UserName("bruno");

  private final LoginGuard guard = new LoginGuard(3, LONGEST);
  private final InetAddress home;
  private final InetAddress elsewhere;

  LoginGuardTest() throws UnknownHostException {
    home = InetAddress.getByName("192.0.2.1");
    elsewhere = InetAddress.getByName("198.51.100.7");
  }

  private List<Long> wrong(UserName user, InetAddress from, int times) {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      millis.add(guard.attempt(user, from, 0).toMillis());
    }
    return millis;
  }

  @Test
  void eachWrongPasswordMakesTheNextWaitLongerUpToALimit() {
    assertEquals(List.of(0L, 0L, 0L, 250L, 500L, 1000L, 2000L, 2000L), wrong(ANA, elsewhere, 8));
    assertEquals(LONGEST.toMillis(), wrong(ANA, elsewhere, 1000).getLast());
  }

  @Test
  void manyAccountsFromOneAddressAreNoQuicker() {
    for (int i = 0; i < 6; i++) {
      assertEquals(List.of(0L, 0L), wrong(new UserName("aluno" + i), elsewhere, 2));
    }
    assertEquals(List.of(250L, 500L), wrong(BRUNO, elsewhere, 2));
  }

  @Test
  void oneAccountFromManyAddressesIsNoQuicker() {
    wrong(ANA, elsewhere, 3);
    assertEquals(List.of(250L), wrong(ANA, home, 1));
  }

  @Test
  void theOwnerDoesNotWaitWhereTheyHaveLoggedInBefore() {
    guard.attempt(ANA, home, 0);
    guard.succeeded(ANA, home, 0);
    wrong(ANA, elsewhere, 100);
    wrong(BRUNO, home, 100);
    assertEquals(List.of(0L, 0L, 0L, 250L), wrong(ANA, home, 4));
    guard.succeeded(ANA, home, 0);
    assertEquals(List.of(0L), wrong(ANA, home, 1));
  }

  @Test
  void aRightPasswordIsNotCountedAsWrong() {
    for (int i = 0; i < 50; i++) {
      UserName user = new UserName("aluno" + i);
      assertEquals(Duration.ZERO, guard.attempt(user, home, 0), "student " + i);
      guard.succeeded(user, home, 0);
    }
  }

  @Test
  void anAccountOfOnesOwnDoesNotHelpToGuessThoseOfOthers() {
    wrong(ANA, elsewhere, 2);
    guard.attempt(BRUNO, elsewhere, 0);
    guard.succeeded(BRUNO, elsewhere, 0);
    assertEquals(List.of(0L, 250L), wrong(ANA, elsewhere, 2));
  }

  @Test
  void whatIsLongAgoIsForgiven() {
    wrong(ANA, elsewhere, 12);
    long later = Duration.ofMinutes(41).toNanos();
    assertTrue(guard.attempt(ANA, elsewhere, later).isZero());
  }
}
