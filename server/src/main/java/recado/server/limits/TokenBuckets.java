package recado.server.limits;

import java.net.InetAddress;
import java.util.LinkedHashMap;
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

  /** The entries that were used last. */
  static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final int KEPT = 1 << 14;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > KEPT;
    }
  }
}
