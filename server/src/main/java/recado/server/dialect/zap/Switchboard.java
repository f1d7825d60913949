package recado.server.dialect.zap;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import recado.protocol.EntryId;
import recado.protocol.Event;

/**
 * What the connections of both flavours share: who has signed on, the numbers of accounts and
 * groups, and the times that clients gave their messages. Thread-safe.
 */
public final class Switchboard {
  private static final int MAX_TIMES = 100_000;

  /** Interzap asks again after half a second. */
  private static final Duration MOMENT = Duration.ofMillis(300);

  private final Numbers numbers;
  private final Books books;
  private final ReentrantLock signingOn = new ReentrantLock();
  private final Condition released = signingOn.newCondition();

  /** Guarded by the lock. */
  private final Map<ZapId, ZapTalk> signedOn = new HashMap<>();

  /**
   * The clients go by their own clocks: a tick is for all messages up to a time, which is that of
   * the one who wrote them. After a restart it is the server's. Guarded by itself.
   */
  private final Map<EntryId, String> times =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<EntryId, String> eldest) {
          return size() > MAX_TIMES;
        }
      };

  /** With nobody signed on. */
  public Switchboard(Books books) {
    this.books = books;
    numbers = new Numbers(books);
  }

  Numbers numbers() {
    return numbers;
  }

  /**
   * Lets this connection have the id, unless another has it, and has it still a moment later: who
   * hangs up and comes again may be here before the end of the former connection was noticed.
   */
  boolean claim(ZapId id, ZapTalk talk) throws InterruptedException {
    signingOn.lockInterruptibly();
    try {
      long nanos = MOMENT.toNanos();
      while (signedOn.containsKey(id) && nanos > 0) {
        nanos = released.awaitNanos(nanos);
      }
      return signedOn.putIfAbsent(id, talk) == null;
    } finally {
      signingOn.unlock();
    }
  }

  void release(ZapId id, ZapTalk talk) {
    signingOn.lock();
    try {
      signedOn.remove(id, talk);
      released.signalAll();
    } finally {
      signingOn.unlock();
    }
  }

  /** The sender's client says that it wrote this message at that time. */
  void note(EntryId message, String time) {
    synchronized (times) {
      times.put(message, time);
    }
  }

  /** When this message was written, in 10 digits. */
  String timeOf(Event.Message message) {
    synchronized (times) {
      return times.computeIfAbsent(message.id(), _ -> written(message.time()));
    }
  }

  /**
   * When the message with this id was written, or if nobody knows any more, that it was not after
   * this time in milliseconds.
   *
   * @throws IOException if the server cannot say
   */
  String timeOf(EntryId message, long latest) throws IOException, InterruptedException {
    String noted;
    synchronized (times) {
      noted = times.get(message);
    }
    return noted == null ? written(books.timeOf(message).orElse(latest)) : noted;
  }

  /** Milliseconds since 1970-01-01 UTC as this protocol has them. */
  static String written(long millis) {
    return String.format(Locale.ROOT, "%010d", millis / 1000);
  }
}
