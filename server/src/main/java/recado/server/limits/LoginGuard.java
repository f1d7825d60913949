package recado.server.limits;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.UserName;

/**
 * Makes guessing passwords slow. After a few wrong ones each attempt waits longer than the last, up
 * to a limit. Wrong ones are counted for the address they come from and for the account they are
 * tried on, so that neither many accounts from one address nor one account from many addresses is
 * quick. Nobody is locked out: whoever has logged in from an address before waits there for nothing
 * but wrong passwords of that account from that address; and tokens, which nobody can guess, do not
 * wait at all.
 *
 * <p>Counts are halved every ten minutes. An attempt counts as wrong until it is known to be right:
 * a thousand at once are no quicker. Times are of {@link System#nanoTime}. Thread-safe.
 */
public final class LoginGuard {
  private static final Duration HALF_LIFE = Duration.ofMinutes(10);
  private static final Duration FIRST_DELAY = Duration.ofMillis(250);
  private static final int MAX_DOUBLINGS = 20;

  /** So many times as many are free for an address as for an account: people share addresses. */
  private static final int ADDRESS_FREE = 4;

  private final int free;
  private final Duration longest;

  // Guarded by this.
  private final Map<InetAddress, Failures> ofAddress = new Recent<>();
  private final Map<UserName, Failures> ofAccount = new Recent<>();
  private final Map<Visit, Failures> known = new Recent<>();

  private record Visit(UserName user, InetAddress block) {}

  /**
   * One that has seen nobody yet.
   *
   * @param free after so many wrong passwords for an account the next has to wait; from an address,
   *     which people share, four times as many are free
   * @param longest so long at most
   */
  LoginGuard(int free, Duration longest) {
    this.free = free;
    this.longest = longest;
  }

  /** Somebody tries a password; returns how long to wait before it is looked at. */
  public synchronized Duration attempt(UserName user, InetAddress address, long now) {
    InetAddress block = Addresses.block(address);
    Failures visits = known.get(new Visit(user, block));
    if (visits != null) {
      return delayAfter(visits.countOneMore(now));
    }
    int onAccount = ofAccount.computeIfAbsent(user, _ -> new Failures(now)).countOneMore(now);
    int fromAddress = ofAddress.computeIfAbsent(block, _ -> new Failures(now)).countOneMore(now);
    return delayAfter(Math.max(onAccount, fromAddress - (ADDRESS_FREE - 1L) * free));
  }

  /** That attempt was right. */
  public synchronized void succeeded(UserName user, InetAddress address, long now) {
    InetAddress block = Addresses.block(address);
    Visit visit = new Visit(user, block);
    if (known.put(visit, new Failures(now)) == null) {
      takeBack(ofAddress.get(block));
      takeBack(ofAccount.get(user));
    }
  }

  private static void takeBack(@Nullable Failures failures) {
    if (failures != null) {
      failures.takeBack();
    }
  }

  private Duration delayAfter(long failures) {
    if (failures < free) {
      return Duration.ZERO;
    }
    Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(failures - free, MAX_DOUBLINGS));
    return delay.compareTo(longest) < 0 ? delay : longest;
  }

  private static final class Failures {
    private int count;
    private long since;

    Failures(long now) {
      since = now;
    }

    /** Returns how many there were before. */
    int countOneMore(long now) {
      while (count > 0 && now - since > HALF_LIFE.toNanos()) {
        count /= 2;
        since += HALF_LIFE.toNanos();
      }
      if (count == 0) {
        since = now;
      }
      return count++;
    }

    void takeBack() {
      count = Math.max(0, count - 1);
    }
  }
}
