package recado.server.postoffice;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the entries that one device has not acknowledged, ascending, and for messages the
 * stream they belong to: 12 bytes an entry, whatever its size.
 *
 * <p>An entry that became needless (a receipt that a newer one includes) leaves its id behind until
 * the device has passed it: it may have been sent, and may still be acknowledged.
 */
final class MailQueue {
  private static final int INITIAL = 4;

  private long[] ids = new long[INITIAL];
  private @Nullable Stream[] streams = new Stream[INITIAL];
  private long[] needless = new long[0]; // a bit for each place
  private int start;
  private int size;
  private int needlessCount;

  /** How many entries wait. */
  int count() {
    return size - needlessCount;
  }

  void add(long id, @Nullable Stream stream) {
    if (size > 0 && id <= idAt(size - 1)) {
      throw new IllegalArgumentException("entry " + id + " after " + idAt(size - 1));
    }
    if (size == ids.length) {
      resize(size * 2);
    }
    int place = place(size);
    ids[place] = id;
    streams[place] = stream;
    size++;
  }

  /** Takes an entry out that nobody needs any more; returns whether it was there. */
  boolean remove(long id) {
    int index = indexOf(id);
    if (index < 0 || isNeedless(place(index))) {
      return false;
    }
    setNeedless(place(index), true);
    needlessCount++;
    return true;
  }

  /** Whether the id waits, or did and became needless. */
  boolean contains(long id) {
    return indexOf(id) >= 0;
  }

  /** The first id, which must be there. */
  long first() {
    return idAt(0);
  }

  /** The last id, which must be there. */
  long last() {
    return idAt(size - 1);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Told of entries, but not of needless ones. */
  interface Visitor {
    void visit(long id, @Nullable Stream stream);
  }

  /** Visits all entries up to this id. */
  void forEachUpTo(long id, Visitor visitor) {
    for (int i = 0; i < size && idAt(i) <= id; i++) {
      int place = place(i);
      if (!isNeedless(place)) {
        visitor.visit(ids[place], streams[place]);
      }
    }
  }

  /** Told of what leaves: an entry that waited, or one that had become needless. */
  interface Leaving {
    void left(long id, boolean needless);
  }

  /** Lets all entries up to this id leave, and tells of them, of needless ones too. */
  void leaveUpTo(long id, Leaving leaving) {
    while (size > 0 && idAt(0) <= id) {
      int place = start;
      streams[place] = null;
      long leftId = ids[place];
      start = (start + 1) & (ids.length - 1);
      size--;
      boolean needless = isNeedless(place);
      if (needless) {
        setNeedless(place, false);
        needlessCount--;
      }
      leaving.left(leftId, needless);
    }
    if (size == 0 && ids.length > INITIAL * 16) {
      resize(INITIAL); // after a long absence the room is given back
    }
  }

  /** Up to so many ids of entries after this one that wait. */
  long[] after(long id, int max) {
    long[] found = new long[Math.min(max, size)];
    int count = 0;
    for (int i = indexAfter(id); i < size && count < found.length; i++) {
      if (!isNeedless(place(i))) {
        found[count++] = idAt(i);
      }
    }
    return count == found.length ? found : Arrays.copyOf(found, count);
  }

  /** All that waits here. */
  void forEach(Visitor visitor) {
    forEachUpTo(Long.MAX_VALUE, visitor);
  }

  private long idAt(int index) {
    return ids[place(index)];
  }

  private int place(int index) {
    return (start + index) & (ids.length - 1);
  }

  private int indexOf(long id) {
    int index = indexAfter(id) - 1;
    return index >= 0 && idAt(index) == id ? index : -1;
  }

  private int indexAfter(long id) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (idAt(middle) <= id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isNeedless(int place) {
    return needlessCount > 0 && (needless[place >> 6] & (1L << place)) != 0;
  }

  private void setNeedless(int place, boolean value) {
    if (needless.length <= place >> 6) {
      needless = Arrays.copyOf(needless, (ids.length >> 6) + 1);
    }
    if (value) {
      needless[place >> 6] |= 1L << place;
    } else {
      needless[place >> 6] &= ~(1L << place);
    }
  }

  private void resize(int capacity) {
    long[] newIds = new long[capacity];
    @Nullable Stream[] newStreams = new Stream[capacity];
    long[] newNeedless = new long[needlessCount == 0 ? 0 : (capacity >> 6) + 1];
    for (int i = 0; i < size; i++) {
      newIds[i] = idAt(i);
      newStreams[i] = streams[place(i)];
      if (isNeedless(place(i))) {
        newNeedless[i >> 6] |= 1L << i;
      }
    }
    ids = newIds;
    streams = newStreams;
    needless = newNeedless;
    start = 0;
  }
}
