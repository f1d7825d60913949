package recado.server.limits;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many at once, and as many again in each period: {@code 1800/m} are 1,800 in a burst, and 30 a
 * second if it goes on. As a token bucket has it, whose size is {@code count}.
 *
 * @param count how many, at least 1
 * @param period in which they may come, longer than nothing
 */
public record Rate(int count, Duration period) {
  /** Any number at any time. */
  public static final Rate UNLIMITED = new Rate(Integer.MAX_VALUE, Duration.ofNanos(1));

  private static final Map<String, Duration> PERIODS =
      Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));
  private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,8})/([smh])");

  /**
   * Takes what can be.
   *
   * @throws IllegalArgumentException if it cannot
   */
  public Rate {
    if (count < 1 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("a rate of " + count + " in " + period);
    }
  }

  /**
   * Reads {@code N/s}, {@code N/m} or {@code N/h}.
   *
   * @throws IllegalArgumentException with a message for people if it is anything else
   */
  public static Rate parse(String written) {
    Matcher matcher = WRITTEN.matcher(written);
    Duration period = matcher.matches() ? PERIODS.get(matcher.group(2)) : null;
    if (period == null) {
      throw new IllegalArgumentException(
          "a rate is N/s, N/m or N/h with N from 1, as 600/m, not " + written);
    }
    return new Rate(Integer.parseInt(matcher.group(1)), period);
  }

  boolean isUnlimited() {
    return nanosEach() == 0;
  }

  /** So long until there may be one more, in nanoseconds; 0 if there is no limit. */
  long nanosEach() {
    return period.toNanos() / count;
  }

  /** How long a bucket that is empty takes to be full. */
  long nanosAll() {
    return nanosEach() * count;
  }
}
