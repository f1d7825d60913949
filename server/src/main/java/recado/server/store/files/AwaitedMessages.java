package recado.server.store.files;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import recado.protocol.DeliveryState;

/**
 * The messages of one sender in one conversation that some recipients have not got or not read yet,
 * by ascending ids: some 45 bytes a message. Of too many the oldest are forgotten.
 */
final class AwaitedMessages {
  private static final int MAX = 10_000;
  private static final int INITIAL = 4;

  private long[] ids = new long[INITIAL];
  private int[] undelivered = new int[INITIAL]; // to so many
  private int[] unread = new int[INITIAL]; // by so many
  private CsvMessageLog.@Nullable FirstRow[] firstRows = new CsvMessageLog.FirstRow[INITIAL];
  private int start;
  private int end;

  boolean isEmpty() {
    return start == end;
  }

  void add(long id, int undeliveredTo, int unreadBy, CsvMessageLog.@Nullable FirstRow row) {
    if (end - start == MAX) {
      leave();
    }
    if (end == ids.length) {
      makeRoom();
    }
    ids[end] = id;
    undelivered[end] = undeliveredTo;
    unread[end] = unreadBy;
    firstRows[end] = row;
    end++;
  }

  private void makeRoom() {
    int size = end - start;
    int capacity = size * 2 > ids.length ? ids.length * 2 : ids.length;
    ids = moved(ids, new long[capacity], size);
    undelivered = moved(undelivered, new int[capacity], size);
    unread = moved(unread, new int[capacity], size);
    firstRows = moved(firstRows, new CsvMessageLog.FirstRow[capacity], size);
    start = 0;
    end = size;
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // arrays of the same type
  private <A> A moved(A from, A to, int size) {
    System.arraycopy(from, start, to, 0, size);
    return to;
  }

  /** Told of a message that has come to a state, and its first row if it was new. */
  interface Done {
    void done(long id, CsvMessageLog.@Nullable FirstRow firstRow);
  }

  /**
   * One more recipient has got (or read) the messages after one id and up to another; tells of
   * those that came to this state with all of them.
   */
  void advance(DeliveryState state, long after, long upTo, Done done) {
    int first = Arrays.binarySearch(ids, start, end, after + 1);
    for (int i = first < 0 ? -first - 1 : first; i < end && ids[i] <= upTo; i++) {
      int[] waiting = state == DeliveryState.READ ? unread : undelivered;
      if (waiting[i] > 0 && --waiting[i] == 0) {
        done.done(ids[i], firstRows[i]);
        if (state == DeliveryState.READ) {
          undelivered[i] = 0; // READ says it all
        }
      }
    }
    while (start < end && undelivered[start] == 0 && unread[start] == 0) {
      leave();
    }
  }

  private void leave() {
    firstRows[start] = null;
    start++;
  }
}
