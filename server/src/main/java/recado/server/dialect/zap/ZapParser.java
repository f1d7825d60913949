package recado.server.dialect.zap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the message at the beginning of some bytes. What has a fixed width ends there; a text and
 * the members of a group go on to the end of what one read has given.
 */
final class ZapParser {
  private static final int CODE = 2;
  private static final int TIME = 10;
  private static final int SIGN_ON = CODE + ZapId.CHARS;
  private static final int READ = SIGN_ON + TIME;
  private static final int CREATE = SIGN_ON + TIME;
  private static final int SEND = CODE + 2 * ZapId.CHARS + TIME;

  /** The protocol says seven; Interzap's client lets people choose eight. */
  private static final int MAX_MEMBERS = 8;

  private ZapParser() {}

  /** What was found. */
  sealed interface Found {}

  /** A message, in so many bytes. */
  record Whole(ZapMessage message, int length) implements Found {}

  /** The beginning of one; more must come. */
  record Part() implements Found {}

  /** Something else. */
  record Garbage(String why) implements Found {}

  /**
   * Looks at {@code bytes[from, …)}, which is not empty.
   *
   * @param isLast nothing more will come, so that a text is whole although its last character is
   *     not
   */
  static Found parse(byte[] bytes, int from, boolean isLast) {
    int length = bytes.length - from;
    if (length < CODE) {
      return bytes[from] == '0' || bytes[from] == '1' ? new Part() : unknown();
    }
    return switch (text(bytes, from, CODE)) {
      case "01" -> new Whole(new ZapMessage.Register(), CODE);
      case "03" -> length < SIGN_ON ? new Part() : signOn(bytes, from);
      case "05" -> length < SEND ? new Part() : send(bytes, from, isLast);
      case "08" -> length < READ ? new Part() : read(bytes, from);
      case "10" -> length < CREATE ? new Part() : create(bytes, from);
      default -> unknown();
    };
  }

  private static Found unknown() {
    return new Garbage("this begins with no code that a client may send");
  }

  private static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  private static @Nullable ZapId id(byte[] bytes, int from) {
    return ZapId.parse(new String(bytes, from, ZapId.CHARS, StandardCharsets.ISO_8859_1));
  }

  private static @Nullable String time(byte[] bytes, int from) {
    for (int i = from; i < from + TIME; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return null;
      }
    }
    return text(bytes, from, TIME);
  }

  private static Found signOn(byte[] bytes, int from) {
    ZapId id = id(bytes, from + CODE);
    return id == null
        ? new Garbage("03 is followed by an id of 13 characters")
        : new Whole(new ZapMessage.SignOn(id), SIGN_ON);
  }

  private static Found read(byte[] bytes, int from) {
    ZapId id = id(bytes, from + CODE);
    String time = time(bytes, from + SIGN_ON);
    return id == null || time == null
        ? new Garbage("08 is followed by an id and 10 digits of time")
        : new Whole(new ZapMessage.Read(id, time), READ);
  }

  private static Found send(byte[] bytes, int from, boolean isLast) {
    ZapId sender = id(bytes, from + CODE);
    ZapId to = id(bytes, from + CODE + ZapId.CHARS);
    String time = time(bytes, from + CODE + 2 * ZapId.CHARS);
    if (sender == null || to == null || time == null) {
      return new Garbage("05 is followed by two ids, 10 digits of time and the text");
    }
    if (!isLast && endsWithinCharacter(bytes)) {
      return new Part();
    }
    String text = text(bytes, from + SEND, bytes.length - from - SEND);
    return new Whole(new ZapMessage.Send(sender, to, time, text), bytes.length - from);
  }

  private static boolean endsWithinCharacter(byte[] bytes) {
    int lead = bytes.length - 1;
    while (lead > bytes.length - 4 && isContinuation(bytes[lead])) {
      lead--;
    }
    int first = bytes[lead] & 0xff;
    boolean begins = first >= 0xc2 && first <= 0xf4; // other bytes begin no character
    int wanted = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    return begins && wanted > bytes.length - lead;
  }

  /** Whether a byte goes on with a character that has begun before it. */
  static boolean isContinuation(byte b) {
    return (b & 0xc0) == 0x80;
  }

  private static Found create(byte[] bytes, int from) {
    ZapId creator = id(bytes, from + CODE);
    String time = time(bytes, from + SIGN_ON);
    if (creator == null || time == null) {
      return new Garbage("10 is followed by an id, 10 digits of time and ids");
    }
    List<ZapId> members = new ArrayList<>();
    int at = from + CREATE;
    while (at < bytes.length && isPartOfId(bytes[at])) {
      if (at + ZapId.CHARS > bytes.length) {
        return new Part();
      }
      ZapId member = id(bytes, at);
      if (member == null || members.size() == MAX_MEMBERS) {
        return new Garbage("the members are at most 8 ids of 13 characters");
      }
      members.add(member);
      at += ZapId.CHARS;
    }
    return new Whole(new ZapMessage.CreateGroup(creator, time, members), at - from);
  }

  /** Neither the end of a line nor a code but {@code 10}: no id begins with 0. */
  private static boolean isPartOfId(byte first) {
    return first != '0' && first != '\n' && first != '\r';
  }
}
