package recado.server.store.files;

import com.opencsv.CSVWriter;
import com.opencsv.ICSVWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.Event;
import recado.protocol.LineWriter;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.store.MessageLog;

/**
 * {@code messages.csv}: a row for each message when it is accepted, and another, without the text,
 * each time its status changes. The last row of an id has its status: PENDING, OK (with all its
 * recipients) or READ (by all).
 *
 * <pre>
 * id,time,sender,receiver,status,text
 * 42,2026-11-21T02:50:12.123Z,@ana,@bruno,PENDING,oi
 * 42,2026-11-21T02:50:12.207Z,@ana,@bruno,OK,
 * </pre>
 *
 * <p>A thread of its own writes what it is told. Should it fall so far behind that its queue is
 * full, rows are left out and the log of the server says how many: nobody waits for this file. A
 * text that a spreadsheet would take for a formula gets a {@code '} in front.
 */
public final class CsvMessageLog implements MessageLog {
  static final String FILE = "messages.csv";
  private static final Logger LOG = LoggerFactory.getLogger(CsvMessageLog.class);
  private static final String[] HEADER = {"id", "time", "sender", "receiver", "status", "text"};
  private static final byte COMMA = ',';
  private static final byte LINE_FEED = '\n';
  private static final int QUEUE_LENGTH = 1 << 16;

  private sealed interface News {
    record Accepted(Event.Message message, int recipients) implements News {}

    record Progressed(Progress progress) implements News {}

    record Remembered(Event.Message message, int undelivered, int unread) implements News {}

    record Closed() implements News {}
  }

  /** What one person sends into one conversation. */
  private record Stream(UserName sender, Conversation conversation) {}

  private final BlockingQueue<News> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
  private final AtomicLong leftOut = new AtomicLong();
  private final Disk.Appender appender;
  private final Thread thread;
  private volatile boolean ended;

  // The rest belongs to the log's own thread.
  private final Map<Stream, AwaitedMessages> awaited = new HashMap<>();
  private final LineWriter rows = new LineWriter(1 << 17);
  private long writtenMillis;
  private String writtenTime = "";

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
      rows.ascii(String.join(",", HEADER)).put(LINE_FEED);
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
    offer(new News.Accepted(message, recipients));
  }

  @Override
  public void progressed(Progress progress) {
    offer(new News.Progressed(progress));
  }

  @Override
  public void remember(Event.Message message, int undeliveredTo, int unreadBy) {
    News news = new News.Remembered(message, undeliveredTo, unreadBy);
    try {
      while (thread.isAlive() && !queue.offer(news, 100, TimeUnit.MILLISECONDS)) {
        // at the start everybody waits
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void offer(News news) {
    if (!ended && !queue.offer(news)) {
      leftOut.incrementAndGet();
    }
  }

  private void run() {
    try {
      while (take(queue.take())) {
        if (queue.isEmpty() || rows.length() > 1 << 16) {
          write();
        }
      }
      write();
      appender.close();
    } catch (IOException | RuntimeException e) {
      LOG.error("writing {} failed; the log of messages ends here, messages do not", FILE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
      queue.clear(); // nobody will take it
    }
  }

  private void write() throws IOException {
    appender.write(rows.buffer(), rows.length());
    rows.clear();
    long missing = leftOut.getAndSet(0);
    if (missing > 0) {
      LOG.warn("{} lacks {} rows: the disk could not follow", FILE, missing);
    }
  }

  private boolean take(News news) {
    switch (news) {
      case News.Accepted(Event.Message message, int recipients) -> {
        row(message, recipients == 0 ? "OK" : "PENDING");
        await(message, recipients, recipients);
      }
      case News.Remembered(Event.Message message, int undeliveredTo, int unreadBy) ->
          await(message, undeliveredTo, unreadBy);
      case News.Progressed(Progress progress) -> advance(progress);
      case News.Closed _ -> {
        return false;
      }
    }
    return true;
  }

  private void await(Event.Message message, int undeliveredTo, int unreadBy) {
    if (undeliveredTo > 0 || unreadBy > 0) {
      awaited
          .computeIfAbsent(new Stream(message.from(), message.to()), _ -> new AwaitedMessages())
          .add(message.id().value(), undeliveredTo, unreadBy);
    }
  }

  private void advance(Progress progress) {
    Stream stream = new Stream(progress.sender(), progress.conversation());
    AwaitedMessages messages = awaited.get(stream);
    if (messages == null) {
      return;
    }
    String status = progress.state() == DeliveryState.READ ? "READ" : "OK";
    messages.advance(
        progress.state(),
        progress.after(),
        progress.upTo(),
        id -> row(id, progress.time(), stream, status, Text.EMPTY));
    if (messages.isEmpty()) {
      awaited.remove(stream);
    }
  }

  private void row(Event.Message message, String status) {
    Stream stream = new Stream(message.from(), message.to());
    row(message.id().value(), message.time(), stream, status, message.text());
  }

  private void row(long id, long time, Stream stream, String status, Text text) {
    if (time != writtenMillis) {
      writtenMillis = time;
      writtenTime = Instant.ofEpochMilli(time).toString();
    }
    rows.decimal(id).put(COMMA).ascii(writtenTime).put(COMMA);
    rows.ascii(stream.sender().toString()).put(COMMA);
    rows.ascii(stream.conversation().toString()).put(COMMA).ascii(status).put(COMMA);
    if (isPlain(text.wire())) {
      rows.put(text.wire());
    } else {
      rows.utf8(quoted(text.toString()));
    }
    rows.put(LINE_FEED);
  }

  /** Whether a text stands in a row as it is: nearly all do. */
  private static boolean isPlain(byte[] wire) {
    for (byte b : wire) {
      if (b == '"' || b == ',' || b == '\\') {
        return false;
      }
    }
    return wire.length == 0 || !isFormula((char) wire[0]);
  }

  private static boolean isFormula(char first) {
    return "=+-@\t\r".indexOf(first) >= 0;
  }

  private static String quoted(String text) {
    StringWriter quoted = new StringWriter();
    new CSVWriter(
            quoted,
            ICSVWriter.DEFAULT_SEPARATOR,
            ICSVWriter.DEFAULT_QUOTE_CHARACTER,
            ICSVWriter.DEFAULT_QUOTE_CHARACTER,
            "")
        .writeNext(new String[] {isFormula(text.charAt(0)) ? "'" + text : text}, false);
    return quoted.toString();
  }

  /** Writes what it has been told, and ends. */
  @Override
  public void close() {
    try {
      while (thread.isAlive() && !queue.offer(new News.Closed(), 100, TimeUnit.MILLISECONDS)) {
        // full: its thread is at work, or has failed and is about to be found dead
      }
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
