package recado.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of one connection. Owned by the one thread that reads its stream.
 *
 * <p>{@code SEND} and {@code ACK}, nearly all that busy clients say, are read straight from the
 * bytes of the line when nothing about them is unusual, and a conversation that is written to again
 * is the same object: a SEND makes 250 bytes of garbage that way instead of 590, an ACK 56 instead
 * of 256. The general way is {@link RequestCodec}'s, which knows all requests and all errors.
 */
public final class RequestDecoder {
  private static final byte[] SEND = {'S', 'E', 'N', 'D', ' '};
  private static final byte[] ACK = {'A', 'C', 'K', ' '};
  private static final byte[] NOTHING = {};

  private final LineDecoder lines;

  /** The conversation that was written to last, as it was written. */
  private byte[] lastTo = NOTHING;

  private Conversation lastConversation = Conversation.LOBBY;

  /** Reads what these lines ask for. */
  public RequestDecoder(LineDecoder lines) {
    this.lines = lines;
  }

  /**
   * Waits for the next request.
   *
   * @return null at the end of the stream
   * @throws ProtocolException if what came is no request; the next call goes on after it
   * @throws EndlessLineException after {@link Limits#MAX_UNENDED_BYTES} without an ending
   * @throws IOException if reading fails
   */
  public @Nullable Request next() throws IOException, ProtocolException {
    if (!lines.advance()) {
      return null;
    }
    Request usual = usual(lines.buffer(), lines.lineStart(), lines.lineEnd());
    return usual == null ? RequestCodec.decode(lines.line()) : usual;
  }

  /** Whether {@link #next} would not have to wait. */
  public boolean hasNext() {
    return lines.hasBufferedLine();
  }

  /** A request of the usual form; null for any other. */
  private @Nullable Request usual(byte[] line, int from, int to) {
    if (startsWith(SEND, line, from, to)) {
      return send(line, from + SEND.length, to);
    }
    return startsWith(ACK, line, from, to) ? acknowledge(line, from + ACK.length, to) : null;
  }

  private static boolean startsWith(byte[] start, byte[] line, int from, int to) {
    return to - from > start.length
        && Arrays.equals(line, from, from + start.length, start, 0, start.length);
  }

  /** {@code cid conversation :text}. */
  private @Nullable Request send(byte[] line, int from, int to) {
    int cidEnd = partEnd(line, from, to);
    int conversationEnd = partEnd(line, Math.min(cidEnd + 1, to), to);
    int text = conversationEnd + 2;
    boolean usual = cidEnd > from && conversationEnd > cidEnd + 1 && text <= to;
    if (!usual || line[text - 1] != ':' || !isPlain(line, text, to)) {
      return null;
    }
    Conversation conversation = conversation(line, cidEnd + 1, conversationEnd);
    String cid = ascii(line, from, cidEnd);
    return conversation == null || !Cid.isValid(cid)
        ? null
        : new Request.Send(new Cid(cid), conversation, Text.ofPlain(line, text, to));
  }

  private @Nullable Conversation conversation(byte[] line, int from, int to) {
    if (!Arrays.equals(line, from, to, lastTo, 0, lastTo.length)) {
      try {
        lastConversation = Conversation.parse(ascii(line, from, to));
      } catch (ProtocolException expected) {
        lastTo = NOTHING;
        return null; // the general way says what is wrong
      }
      lastTo = Arrays.copyOfRange(line, from, to);
    }
    return lastConversation;
  }

  /** A byte above ASCII becomes a character that no cid and no name may have. */
  private static String ascii(byte[] line, int from, int to) {
    return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static int partEnd(byte[] line, int from, int to) {
    int i = from;
    while (i < to && line[i] != ' ') {
      i++;
    }
    return i;
  }

  /** Whether a text is UTF-8 without controls and escapes: then it is one as it stands. */
  private static boolean isPlain(byte[] line, int from, int to) {
    if (to - from > Limits.MAX_TEXT_BYTES) {
      return false;
    }
    boolean ascii = true;
    for (int i = from; i < to; i++) {
      byte b = line[i];
      if (b == '\\' || (b >= 0 && b < ' ')) {
        return false;
      }
      ascii &= b >= 0;
    }
    return ascii || Utf8.isValidWithoutNul(line, from, to);
  }

  private static @Nullable Request acknowledge(byte[] line, int from, int to) {
    if (to - from > EntryId.SAFE_DIGITS) {
      return null;
    }
    long id = 0;
    for (int i = from; i < to; i++) {
      int digit = line[i] - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      id = id * 10 + digit;
    }
    return id == 0 ? null : new Request.Ack(new EntryId(id));
  }
}
