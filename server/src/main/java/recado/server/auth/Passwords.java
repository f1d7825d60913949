package recado.server.auth;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import recado.protocol.Secret;

/**
 * Hashes and checks passwords, at most two at a time: each takes tens of milliseconds of a
 * processor and megabytes of memory, on purpose. Thread-safe; callers wait their turn.
 */
public final class Passwords implements AutoCloseable {
  /** Memory for each hash unless it is set otherwise, in KiB. */
  public static final int DEFAULT_MEMORY_KIB = 19_456;

  /** Passes over that memory unless it is set otherwise. */
  public static final int DEFAULT_ITERATIONS = 2;

  /**
   * Kept for an account that has no password: a hash that none gives, for there is no telling what
   * would have to be hashed for 32 bytes of zero.
   */
  public static final String NONE =
      "$argon2id$v=19$m=8,t=1,p=1$bm9ib2R5cyBwYXNzd2Q$"
          + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private static final int AT_A_TIME = 2;
  private static final int TOKEN_BYTES = 32;

  private final int memoryKib;
  private final int iterations;
  private final SecureRandom random = new SecureRandom();
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          AT_A_TIME, Thread.ofPlatform().name("recado-passwords-", 0).daemon().factory());

  /** Checked against when there is no such user, so that nobody can tell by the time it takes. */
  private final String nobodys;

  /** Hashes that take so much memory and so many passes. */
  public Passwords(int memoryKib, int iterations) {
    this.memoryKib = memoryKib;
    this.iterations = iterations;
    nobodys = PasswordHash.compute("nobody", memoryKib, iterations, random).toString();
  }

  /**
   * The PHC string to keep in place of this password.
   *
   * @throws InterruptedException if the caller is interrupted while it waits
   */
  public String hash(Secret password) throws InterruptedException {
    return work(
        () -> PasswordHash.compute(password.reveal(), memoryKib, iterations, random).toString());
  }

  /**
   * Whether the password is the one on file; for an unknown user (null) no password is, and finding
   * out takes as long. The attempt begins when its turn has come, so that of many at once only a
   * few have begun and are not known yet to be right.
   *
   * @throws InterruptedException if the caller is interrupted while it waits
   */
  public boolean matches(@Nullable String onFile, Secret password, Attempt attempt)
      throws InterruptedException {
    Callable<Boolean> check = () -> check(onFile, password, attempt);
    Outcome outcome =
        work(
            () -> {
              Duration delay = attempt.begin();
              return new Outcome(delay, delay.isZero() && check.call());
            });
    if (outcome.delay().isZero()) {
      return outcome.matches();
    }
    Thread.sleep(outcome.delay());
    return work(check);
  }

  /**
   * What came of a first turn.
   *
   * @param delay to wait before the password is looked at
   */
  private record Outcome(Duration delay, boolean matches) {}

  private boolean check(@Nullable String onFile, Secret password, Attempt attempt) {
    String phc = onFile == null ? nobodys : onFile;
    boolean matches = PasswordHash.parse(phc).matches(password.reveal()) && onFile != null;
    if (matches) {
      attempt.succeeded();
    }
    return matches;
  }

  /** On a platform thread: on a virtual one it would keep others from their carrier. */
  private <T> T work(Callable<T> task) throws InterruptedException {
    try {
      return workers.submit(task).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("hashing a password failed", e.getCause());
    }
  }

  /** A new token of 256 random bits. */
  public Secret newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
