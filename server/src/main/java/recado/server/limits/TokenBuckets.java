package recado.server.limits;

import java.net.InetAddress;
import java.util.Map;

/** A bucket for each block of addresses. Remembers a bounded number of them. Thread-safe. */
final class TokenBuckets {
  private final Rate rate;
  private final Map<InetAddress, TokenBucket> buckets = new Recent<>();

  TokenBuckets(Rate rate) {
    this.rate = rate;
  }

  synchronized boolean take(InetAddress block, long now) {
    return buckets.computeIfAbsent(block, _ -> new TokenBucket(rate, now)).take(now);
  }
}
