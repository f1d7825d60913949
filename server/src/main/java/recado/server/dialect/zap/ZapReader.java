package recado.server.dialect.zap;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import recado.protocol.ErrorCode;
import recado.protocol.ProtocolException;

/**
 * Cuts what comes from a client into messages. One read is one message, or several of fixed width;
 * a message that was cut in two is put together, unless what came second makes sense alone and
 * together they do not. Belongs to one thread.
 */
final class ZapReader {
  private static final int READ_BYTES = 2048;

  private static final ZapParser.Garbage PART =
      new ZapParser.Garbage("a message broke off, and another began");

  private final InputStream in;
  private final Predicate<ZapMessage> plausible;
  private final byte[] buffer = new byte[READ_BYTES];
  private final Deque<ZapParser.Found> found = new ArrayDeque<>();

  /** The beginning of a message. */
  private byte[] begun = {};

  /**
   * A reader.
   *
   * @param plausible whether this connection may well say that
   */
  ZapReader(InputStream in, Predicate<ZapMessage> plausible) {
    this.in = in;
    this.plausible = plausible;
  }

  /** Whether {@link #next} would not have to wait. */
  boolean hasNext() {
    return !found.isEmpty();
  }

  /**
   * Waits for the next message.
   *
   * @return null at the end of the stream
   * @throws ProtocolException if what came is no message; the next call goes on after it
   */
  @Nullable ZapMessage next() throws IOException, ProtocolException {
    while (found.isEmpty()) {
      int read = in.read(buffer);
      if (read < 0) {
        return last();
      }
      take(Arrays.copyOf(buffer, read));
    }
    return switch (found.remove()) {
      case ZapParser.Whole(ZapMessage message, int _) -> message;
      case ZapParser.Garbage(String why) ->
          throw new ProtocolException(ErrorCode.UNKNOWN_COMMAND, why);
      case ZapParser.Part _ -> throw new IllegalStateException("a part is kept, and not found");
    };
  }

  /** A text whose last character will never be whole is still a text. */
  private @Nullable ZapMessage last() {
    byte[] rest = begun;
    begun = new byte[0];
    return rest.length > 0
            && ZapParser.parse(rest, 0, true) instanceof ZapParser.Whole(ZapMessage message, int _)
        ? message
        : null;
  }

  private void take(byte[] read) {
    if (begun.length == 0) {
      cut(read);
      return;
    }
    byte[] former = begun;
    begun = new byte[0];
    byte[] together = Arrays.copyOf(former, former.length + read.length);
    System.arraycopy(read, 0, together, former.length, read.length);
    if (goesOn(former, read, together)) {
      cut(together);
    } else {
      found.add(ZapParser.parse(former, 0, true) instanceof ZapParser.Whole whole ? whole : PART);
      cut(read);
    }
  }

  private boolean goesOn(byte[] former, byte[] read, byte[] together) {
    if (ZapParser.parse(former, 0, true) instanceof ZapParser.Whole) {
      return ZapParser.isContinuation(read[0]); // only its last character was missing something
    }
    return makesSense(together) || !makesSense(read);
  }

  /** Whether it is a message, or several, and nothing else. */
  private boolean makesSense(byte[] bytes) {
    int from = 0;
    while (from < bytes.length) {
      ZapParser.Found next = ZapParser.parse(bytes, from, false);
      if (next instanceof ZapParser.Part) {
        return from > 0;
      }
      if (!(next instanceof ZapParser.Whole(ZapMessage message, int length))
          || !plausible.test(message)) {
        return false;
      }
      from += length;
    }
    return true;
  }

  private void cut(byte[] bytes) {
    int from = 0;
    while (from < bytes.length) {
      if (bytes[from] == '\n' || bytes[from] == '\r') {
        from++; // people type with nc
        continue;
      }
      ZapParser.Found next = ZapParser.parse(bytes, from, false);
      switch (next) {
        case ZapParser.Whole(ZapMessage _, int length) -> {
          found.add(next);
          from += length;
        }
        case ZapParser.Part _ -> {
          begun = Arrays.copyOfRange(bytes, from, bytes.length);
          if (begun.length > READ_BYTES) {
            begun = new byte[0];
            found.add(PART);
          }
          return;
        }
        case ZapParser.Garbage _ -> {
          found.add(next);
          return;
        }
      }
    }
  }
}
