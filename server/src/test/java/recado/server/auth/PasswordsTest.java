package recado.server.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import recado.protocol.Secret;

@Timeout(20)
final class PasswordsTest {
  private final Passwords passwords = new Passwords(64, 1);

  private final Tries tries = new Tries();

  /** Counts them, and lets each wait for so long. */
  private static final class Tries implements Attempt {
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger right = new AtomicInteger();
    private final AtomicInteger mostUnknown = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;

    @Override
    public Duration begin() {
      int unknown = begun.incrementAndGet() - right.get();
      mostUnknown.accumulateAndGet(unknown, Math::max);
      return delay;
    }

    @Override
    public void succeeded() {
      right.incrementAndGet();
    }
  }

  @AfterEach
  void close() {
    passwords.close();
  }

  private boolean matches(@Nullable String onFile, Secret tried) throws InterruptedException {
    return passwords.matches(onFile, tried, tries);
  }

  @Test
  void matchesWhatItHasHashed() throws InterruptedException {
    String onFile = passwords.hash(Secret.of("a secret"));
    assertTrue(matches(onFile, Secret.of("a secret")));
    assertFalse(matches(onFile, Secret.of("another")));
  }

  @Test
  void noPasswordIsThatOfAnUnknownUser() throws InterruptedException {
    assertFalse(matches(null, Secret.of("a secret")));
    assertFalse(matches(null, Secret.of("nobody")), "the one that it is checked against");
    assertFalse(matches(null, Secret.of("")));
  }

  @Test
  void aHashOfOtherParametersIsChecked() throws InterruptedException {
    try (Passwords former = new Passwords(32, 2)) {
      assertTrue(matches(former.hash(Secret.of("a secret")), Secret.of("a secret")));
    }
  }

  @Test
  void aHashThatIsNoneIsOurMistake() {
    assertThrows(IllegalStateException.class, () -> matches("no hash", Secret.of("a secret")));
  }

  @Test
  void manyMayAskAtOnce() throws InterruptedException, ExecutionException {
    String onFile = passwords.hash(Secret.of("a secret"));
    List<Future<Boolean>> answers = new ArrayList<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        Secret tried = Secret.of(i % 2 == 0 ? "a secret" : "another");
        answers.add(people.submit(() -> matches(onFile, tried)));
      }
    }
    for (int i = 0; i < answers.size(); i++) {
      assertEquals(i % 2 == 0, answers.get(i).get());
    }
  }

  @Test
  void anAttemptThatMustWaitWaitsAndIsThenLookedAt() throws InterruptedException {
    String onFile = passwords.hash(Secret.of("a secret"));
    tries.delay = Duration.ofMillis(150);
    long before = System.nanoTime();
    assertTrue(matches(onFile, Secret.of("a secret")));
    assertTrue(System.nanoTime() - before >= tries.delay.toNanos());
    assertEquals(1, tries.begun.get(), "it is one attempt");
    assertEquals(1, tries.right.get());
  }

  @Test
  void ofManyAtOnceOnlyAFewHaveBegunAndAreNotKnownToBeRight() throws InterruptedException {
    String onFile = passwords.hash(Secret.of("a secret"));
    List<Future<Boolean>> answers = new ArrayList<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        answers.add(people.submit(() -> matches(onFile, Secret.of("a secret"))));
      }
    }
    assertEquals(100, answers.size());
    assertEquals(100, tries.right.get());
    assertTrue(tries.mostUnknown.get() <= 4, tries.mostUnknown + " were under way at once");
  }

  @Test
  void aTokenHas256RandomBitsInOneWord() {
    String token = passwords.newToken().reveal();
    assertTrue(token.matches("[A-Za-z0-9_-]{43}"));
    assertNotEquals(token, passwords.newToken().reveal());
  }
}
