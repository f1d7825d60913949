package recado.server.store.files;

import com.opencsv.CSVWriter;
import com.opencsv.ICSVWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.LineWriter;
import recado.protocol.Text;
import recado.protocol.UserName;

/**
 * Gathers rows of {@code messages.csv}. A text that a spreadsheet would take for a formula gets a
 * {@code '} in front. Nearly all texts need no quotes: those are not opencsv's work.
 */
final class MessageRowWriter {
  private static final String HEADER = "id,time,sender,receiver,status,text";
  private static final int MANY_BYTES = 1 << 16;
  private static final byte COMMA = ',';
  private static final byte LINE_FEED = '\n';

  private final LineWriter rows = new LineWriter(2 * MANY_BYTES);

  // What the last row said, for rows in a row are much alike.
  private long lastMillis = -1;
  private String lastTime = "";
  private Stream lastStream = new Stream(new UserName("0"), Conversation.LOBBY);
  private String lastNames = ",@0,*,";

  /** What one person sends into one conversation. */
  record Stream(UserName sender, Conversation conversation) {
    private static final int SPREAD = 0x9E3779B9;

    /** Names in a row (user1 to user2, user3 to user4) would have few hashes otherwise. */
    @Override
    public int hashCode() {
      return (sender.hashCode() * SPREAD + conversation.hashCode()) * SPREAD;
    }
  }

  void header() {
    rows.ascii(HEADER).put(LINE_FEED);
  }

  /** The first row of a message. */
  void row(Event.Message message, String status) {
    Stream stream = new Stream(message.from(), message.to());
    row(message.id().value(), message.time(), stream, status, message.text());
  }

  /** A further row of a message, which has come to this status. */
  void row(long id, long time, Stream stream, String status) {
    row(id, time, stream, status, Text.EMPTY);
  }

  private void row(long id, long time, Stream stream, String status, Text text) {
    if (time != lastMillis) {
      lastMillis = time;
      lastTime = Instant.ofEpochMilli(time).toString();
    }
    if (!stream.equals(lastStream)) {
      lastStream = stream;
      lastNames = "," + stream.sender() + "," + stream.conversation() + ",";
    }
    rows.decimal(id).put(COMMA).ascii(lastTime).ascii(lastNames).ascii(status).put(COMMA);
    if (isPlain(text.wire())) {
      rows.put(text.wire());
    } else {
      rows.utf8(quoted(text.toString()));
    }
    rows.put(LINE_FEED);
  }

  /** Whether a text stands in a row as it is. */
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

  /** Whether there is so much that it had better be written. */
  boolean isLong() {
    return rows.length() > MANY_BYTES;
  }

  /** Writes the rows, and begins anew. */
  void writeTo(Disk.Appender appender) throws IOException {
    appender.write(rows.buffer(), rows.length());
    rows.clear();
  }
}
