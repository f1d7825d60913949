package recado.server.store.files;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.DeliveryState;
import recado.protocol.Event;
import recado.server.store.MessageLog;

/**
 * {@code messages.csv}: a row for each message, and another, without the text, each time its status
 * changes. The last row of an id has its status: PENDING, OK (with all its recipients) or READ (by
 * all).
 *
 * <pre>
 * id,time,sender,receiver,status,text
 * 42,2026-11-21T02:50:12.123Z,@ana,@bruno,PENDING,oi
 * 42,2026-11-21T02:50:12.207Z,@ana,@bruno,OK,
 * </pre>
 *
 * <p>A thread of its own writes what it was told, a moment later: a message that has come to its
 * recipients by then has one row, which says OK. (So have nearly all under load: half the rows, and
 * no thread to be woken for each message.) Should it fall so far behind that too much waits, rows
 * are left out and the log of the server says how many: nobody waits for this file.
 */
public final class CsvMessageLog implements MessageLog {
  static final String FILE = "messages.csv";
  private static final Logger LOG = LoggerFactory.getLogger(CsvMessageLog.class);

  /** So long a message's first row waits for a better status, unless so much is to be written. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** More would live so long that the garbage collector had to move it. */
  private static final int MANY_NEWS = 1 << 12;

  private static final int MAX_NEWS = 1 << 16;
  private static final int MAX_TEXT_BYTES = 32 << 20;

  private sealed interface News {
    record Accepted(FirstRow row, int recipients) implements News {}

    record Progressed(Progress progress) implements News {}

    record Remembered(Event.Message message, int undelivered, int unread) implements News {}
  }

  /** The row of a message that has its text, until it is written. */
  static final class FirstRow {
    private Event.@Nullable Message message;
    private String status;

    private FirstRow(Event.Message message, String status) {
      this.message = message;
      this.status = status;
    }
  }

  private final Disk.Appender appender;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition awaited = lock.newCondition();
  private final Condition roomier = lock.newCondition();

  // Guarded by the lock.
  private List<News> told = new ArrayList<>();
  private int toldTextBytes;
  private boolean asleep;
  private boolean closing;
  private boolean ended;
  private long leftOut;

  // The rest belongs to the log's own thread.
  private List<News> taken = new ArrayList<>();
  private final List<FirstRow> firstRows = new ArrayList<>();
  private final Map<MessageRowWriter.Stream, AwaitedMessages> unfinished = new HashMap<>();
  private final MessageRowWriter rows = new MessageRowWriter();

  /**
   * Opens the log and begins to write.
   *
   * @throws IOException if the file cannot be written
   */
  public CsvMessageLog(Disk disk) throws IOException {
    boolean isNew = !disk.exists(FILE) || disk.size(FILE) == 0;
    if (!isNew) {
      cutTornRow(disk);
    }
    appender = disk.append(FILE);
    if (isNew) {
      rows.header();
      write();
    }
    thread = Thread.ofPlatform().name("recado-message-log").start(this::run);
  }

  /** A row that was not written to its end would swallow those after it. */
  private static void cutTornRow(Disk disk) throws IOException {
    long whole = MessageRows.wholeLengthByItsEnd(disk);
    if (whole < disk.size(FILE)) {
      disk.truncate(FILE, whole);
    }
  }

  @Override
  public void accepted(Event.Message message, int recipients) {
    FirstRow row = new FirstRow(message, recipients == 0 ? "OK" : "PENDING");
    tell(new News.Accepted(row, recipients), message.text().wire().length);
  }

  @Override
  public void progressed(Progress progress) {
    tell(new News.Progressed(progress), 0);
  }

  @Override
  public void remember(Event.Message message, int undeliveredTo, int unreadBy) {
    lock.lock();
    try {
      while (told.size() >= MAX_NEWS && !ended) {
        roomier.awaitUninterruptibly(); // at the start everybody waits
      }
    } finally {
      lock.unlock();
    }
    tell(new News.Remembered(message, undeliveredTo, unreadBy), 0);
  }

  private void tell(News news, int textBytes) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      if (told.size() >= MAX_NEWS || toldTextBytes >= MAX_TEXT_BYTES) {
        leftOut++;
        return;
      }
      told.add(news);
      toldTextBytes += textBytes;
      if (asleep || told.size() == MANY_NEWS) {
        asleep = false;
        awaited.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitNews()) {
        for (News news : taken) {
          take(news);
        }
        taken.clear();
        finishFirstRows();
        write();
      }
      appender.close();
    } catch (IOException | RuntimeException e) {
      LOG.error("writing {} failed; the log of messages ends here, messages do not", FILE, e);
    } finally {
      end();
    }
  }

  /** Takes what has been told, a moment after it began; false when nothing will be any more. */
  private boolean awaitNews() {
    lock.lock();
    try {
      while (told.isEmpty() && !closing) {
        asleep = true;
        awaited.awaitUninterruptibly();
      }
      long nanos = PAUSE.toNanos();
      while (nanos > 0 && told.size() < MANY_NEWS && !closing) {
        nanos = awaited.awaitNanos(nanos);
      }
    } catch (InterruptedException expected) {
      Thread.currentThread().interrupt(); // nobody does that; then without a pause
    } finally {
      List<News> empty = taken;
      taken = told;
      told = empty;
      toldTextBytes = 0;
      roomier.signalAll();
      lock.unlock();
    }
    return !taken.isEmpty();
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      told.clear(); // nobody will take it
      roomier.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void write() throws IOException {
    rows.writeTo(appender);
    long missing = takeLeftOut();
    if (missing > 0) {
      LOG.warn("{} lacks {} rows: the disk could not follow", FILE, missing);
    }
  }

  private void writeIfMany() throws IOException {
    if (rows.isLong()) {
      rows.writeTo(appender);
    }
  }

  private long takeLeftOut() {
    lock.lock();
    try {
      long missing = leftOut;
      leftOut = 0;
      return missing;
    } finally {
      lock.unlock();
    }
  }

  private void take(News news) throws IOException {
    switch (news) {
      case News.Accepted(FirstRow row, int recipients) -> {
        firstRows.add(row);
        if (row.message != null && recipients > 0) {
          await(row.message, recipients, recipients, row);
        }
      }
      case News.Remembered(Event.Message message, int undeliveredTo, int unreadBy) ->
          await(message, undeliveredTo, unreadBy, null);
      case News.Progressed(Progress progress) -> advance(progress);
    }
    writeIfMany();
  }

  /** Writes the rows of new messages, with the status that each has come to. */
  private void finishFirstRows() throws IOException {
    for (FirstRow row : firstRows) {
      if (row.message != null) {
        rows.row(row.message, row.status);
        row.message = null;
      }
      writeIfMany();
    }
    firstRows.clear();
  }

  private void await(
      Event.Message message, int undeliveredTo, int unreadBy, @Nullable FirstRow row) {
    if (undeliveredTo > 0 || unreadBy > 0) {
      unfinished
          .computeIfAbsent(
              new MessageRowWriter.Stream(message.from(), message.to()), _ -> new AwaitedMessages())
          .add(message.id().value(), undeliveredTo, unreadBy, row);
    }
  }

  private void advance(Progress progress) {
    MessageRowWriter.Stream stream =
        new MessageRowWriter.Stream(progress.sender(), progress.conversation());
    AwaitedMessages messages = unfinished.get(stream);
    if (messages == null) {
      return;
    }
    String status = progress.state() == DeliveryState.READ ? "READ" : "OK";
    messages.advance(
        progress.state(),
        progress.after(),
        progress.upTo(),
        (id, firstRow) -> {
          if (firstRow != null && firstRow.message != null) {
            firstRow.status = status;
          } else {
            rows.row(id, progress.time(), stream, status);
          }
        });
    if (messages.isEmpty()) {
      unfinished.remove(stream);
    }
  }

  /** Writes what it has been told, and ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      awaited.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
