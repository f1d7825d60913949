package recado.server.postoffice;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** Ids, most of which follow one another: {@code 3, 7, 8, 10 to 12}. */
final class IdRanges {
  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

  /** Ids are added in ascending order. */
  void add(long id) {
    Map.Entry<Long, Long> newest = lastByFirst.lastEntry();
    boolean follows = newest != null && newest.getValue() == id - 1;
    lastByFirst.put(follows && newest != null ? newest.getKey() : Long.valueOf(id), id);
  }

  boolean contains(long id) {
    Map.Entry<Long, Long> range = lastByFirst.floorEntry(id);
    return range != null && id <= range.getValue();
  }

  boolean isEmpty() {
    return lastByFirst.isEmpty();
  }

  void forEach(LongConsumer action) {
    lastByFirst.forEach(
        (first, last) -> {
          for (long id = first; id <= last; id++) {
            action.accept(id);
          }
        });
  }

  @Override
  public String toString() {
    StringBuilder written = new StringBuilder();
    lastByFirst.forEach(
        (first, last) -> {
          written.append(written.isEmpty() ? "" : ", ").append(first);
          if (last > first) {
            written.append(last == first + 1 ? ", " : " to ").append(last);
          }
        });
    return written.toString();
  }
}
