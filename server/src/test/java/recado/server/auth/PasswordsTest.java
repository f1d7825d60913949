package recado.server.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import recado.protocol.Secret;

@Timeout(20)
final class PasswordsTest {
  private final Passwords passwords = new Passwords(64, 1);

  @AfterEach
  void close() {
    passwords.close();
  }

  @Test
  void matchesWhatItHasHashed() throws InterruptedException {
    String onFile = passwords.hash(Secret.of("a secret"));
    assertTrue(passwords.matches(onFile, Secret.of("a secret")));
    assertFalse(passwords.matches(onFile, Secret.of("another")));
  }

  @Test
  void noPasswordIsThatOfAnUnknownUser() throws InterruptedException {
    assertFalse(passwords.matches(null, Secret.of("a secret")));
    assertFalse(passwords.matches(null, Secret.of("nobody")), "the one that it is checked against");
    assertFalse(passwords.matches(null, Secret.of("")));
  }

  @Test
  void aHashOfOtherParametersIsChecked() throws InterruptedException {
    try (Passwords former = new Passwords(32, 2)) {
      assertTrue(passwords.matches(former.hash(Secret.of("a secret")), Secret.of("a secret")));
    }
  }

  @Test
  void aHashThatIsNoneIsOurMistake() {
    assertThrows(
        IllegalStateException.class, () -> passwords.matches("no hash", Secret.of("a secret")));
  }

  @Test
  void manyMayAskAtOnce() throws InterruptedException, ExecutionException {
    String onFile = passwords.hash(Secret.of("a secret"));
    List<Future<Boolean>> answers = new ArrayList<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        Secret tried = Secret.of(i % 2 == 0 ? "a secret" : "another");
        answers.add(people.submit(() -> passwords.matches(onFile, tried)));
      }
    }
    for (int i = 0; i < answers.size(); i++) {
      assertEquals(i % 2 == 0, answers.get(i).get());
    }
  }

  @Test
  void aTokenHas256RandomBitsInOneWord() {
    String token = passwords.newToken().reveal();
    assertTrue(token.matches("[A-Za-z0-9_-]{43}"));
    assertNotEquals(token, passwords.newToken().reveal());
  }
}
