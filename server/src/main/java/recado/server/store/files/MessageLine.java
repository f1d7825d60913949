package recado.server.store.files;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recado.protocol.Conversation;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.ProtocolException;
import recado.protocol.Text;
import recado.protocol.UserName;

/**
 * Reads the lines of messages as {@link JournalLines} writes nearly all of them, several times as
 * fast as a reader of any JSON: a backlog is mostly made of them. Anything else is left to {@link
 * JournalLines#readEntry}. Owned by one thread.
 */
final class MessageLine {
  private static final byte[] ID = ascii("{\"id\":");
  private static final byte[] AT = ascii(",\"at\":");
  private static final byte[] FROM = ascii(",\"kind\":\"message\",\"from\":\"");
  private static final byte[] TO = ascii("\",\"to\":\"");
  private static final byte[] TEXT = ascii("\",\"text\":\"");
  private static final byte[] DEVICE = ascii("\",\"device\":\"");
  private static final int MAX_DIGITS = 18;

  /** Names that were met before: a backlog has few. */
  private final Map<String, UserName> users = new HashMap<>();

  private final Map<String, Conversation> conversations = new HashMap<>();
  private byte[] line = new byte[0];
  private int length;
  private int next;
  private boolean fits;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The message of a line that is intact; null if it is another line, or not in the usual form. */
  Event.@Nullable Message read(byte[] intactLine, int lengthOfLine) {
    line = intactLine;
    length = lengthOfLine;
    next = 0;
    fits = true;
    pass(ID);
    long id = number();
    pass(AT);
    long at = number();
    pass(FROM);
    String from = word();
    pass(TO);
    String to = word();
    pass(TEXT);
    int start = next;
    passText();
    int end = next;
    pass(DEVICE);
    if (!fits || id == 0) {
      return null;
    }
    try {
      Text text = Text.parse(line, start, end);
      return new Event.Message(new EntryId(id), at, user(from), conversation(to), text);
    } catch (ProtocolException unusual) {
      return null;
    }
  }

  private void pass(byte[] expected) {
    fits &= next + expected.length <= length;
    for (int i = 0; fits && i < expected.length; i++) {
      fits = line[next + i] == expected[i];
    }
    next += expected.length;
  }

  private long number() {
    long value = 0;
    int first = next;
    while (fits && next < length && line[next] >= '0' && line[next] <= '9') {
      value = value * 10 + (line[next] - '0');
      next++;
    }
    fits &= next > first && next - first <= MAX_DIGITS;
    return value;
  }

  /** Up to the next quote. */
  @SuppressWarnings("deprecation") // the characters are ASCII
  private String word() {
    int first = next;
    while (fits && next < length && line[next] != '"') {
      fits = line[next] > ' ' && line[next] != '\\';
      next++;
    }
    return fits ? new String(line, 0, first, next - first) : "";
  }

  /** Up to the quote that ends it; JSON's own escapes of quotes and controls are not the usual. */
  private void passText() {
    while (fits && next < length && line[next] != '"') {
      if (line[next] == '\\') {
        next++;
        fits = next < length && line[next] != '"' && line[next] != 'u';
      }
      next++;
    }
  }

  private UserName user(String written) throws ProtocolException {
    UserName known = users.get(written);
    if (known == null) {
      known = UserName.parse(written);
      users.put(written, known);
    }
    return known;
  }

  private Conversation conversation(String written) throws ProtocolException {
    Conversation known = conversations.get(written);
    if (known == null) {
      known = Conversation.parse(written);
      conversations.put(written, known);
    }
    return known;
  }
}
