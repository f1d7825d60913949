package recado.server.store.files;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * One file of the journal, {@code pending/<first id>.jsonl}: where its records are, and how many
 * devices wait for some of them. The post office's thread writes to it; any thread may look things
 * up.
 */
final class Segment {
  static final String FOLDER = "pending";
  private static final String ENDING = ".jsonl";
  private static final int ID_DIGITS = 19;
  private static final Pattern NAME = Pattern.compile("[0-9]{19}\\.jsonl");

  /** A place is noted so often; to find a record, so much is read at most before it. */
  private static final int BYTES_BETWEEN_PLACES = 4096;

  private final long firstId;
  private final String file;
  private final ConcurrentSkipListMap<Long, Long> places = new ConcurrentSkipListMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile long lastId;
  private long lastPlace = -BYTES_BETWEEN_PLACES;

  Segment(long firstId) {
    this.firstId = firstId;
    file = fileName(firstId);
  }

  /** Padded with zeros, so that names sort as ids do. */
  static String fileName(long firstId) {
    String digits = Long.toString(firstId);
    return FOLDER + "/" + "0".repeat(ID_DIGITS - digits.length()) + digits + ENDING;
  }

  /** The first id that a file's name tells, or -1 if it is no segment's name. */
  static long firstIdOf(String fileName) {
    if (!NAME.matcher(fileName).matches()) {
      return -1;
    }
    try {
      return Long.parseLong(fileName.substring(0, ID_DIGITS));
    } catch (NumberFormatException expected) {
      return -1; // greater than any id
    }
  }

  long firstId() {
    return firstId;
  }

  String file() {
    return file;
  }

  /** The id of the last record noted; 0 if it has none. */
  long lastId() {
    return lastId;
  }

  /** Notes that the record with this id begins at this position. */
  void noteRecord(long id, long position) {
    lastId = id;
    if (position - lastPlace >= BYTES_BETWEEN_PLACES) {
      places.put(id, position);
      lastPlace = position;
    }
  }

  /** What comes after this record is cut off. */
  void forgetAfter(long id) {
    lastId = id;
    places.tailMap(id, false).clear();
    lastPlace = places.isEmpty() ? -BYTES_BETWEEN_PLACES : places.lastEntry().getValue();
  }

  /** Whether a record with this id can be in the file. */
  boolean reaches(long id) {
    return id >= firstId && id <= lastId;
  }

  /** A position from which reading on meets the record with this id. */
  long placeBefore(long id) {
    Map.Entry<Long, Long> place = places.floorEntry(id);
    return place == null ? 0 : place.getValue();
  }

  void retain(int devices) {
    waiting.addAndGet(devices);
  }

  void release() {
    waiting.decrementAndGet();
  }

  boolean isWaitedFor() {
    return waiting.get() > 0;
  }
}
