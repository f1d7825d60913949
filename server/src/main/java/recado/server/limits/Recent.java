package recado.server.limits;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of guests, bounded: the entries that were used last. An attack from many addresses
 * makes it forget, and does not make it grow. Not thread-safe.
 */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final int KEPT = 1 << 14;

  Recent() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > KEPT;
  }
}
