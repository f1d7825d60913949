package recado.server.store.files;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import recado.protocol.LineWriter;
import recado.protocol.Text;

/**
 * A JSON object on a line of its own, ended by its checksum, so that damage shows:
 *
 * <pre>{"id":42,"at":1763690000000,"kind":"seen","user":"@ana",…,"crc":"9f3ac01d"}</pre>
 *
 * <p>The checksum is CRC-32C of all bytes before {@code ,"crc"}. This class writes such lines,
 * field by field, without objects in between: the journal writes one for every message. Fields are
 * written in the order given; names and words must need no escaping.
 */
final class CheckedLine {
  private static final byte[] CRC_FIELD = ",\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OPENING = {'{', '"'};
  private static final byte[] NAME_BEGIN = {',', '"'};
  private static final byte[] NAME_END = {'"', ':'};
  private static final byte[] WORD_BEGIN = {'"', ':', '"'};
  private static final byte QUOTE = '"';
  private static final int CRC_DIGITS = 8;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** How many bytes the checksum and the end of the object take. */
  private static final int TAIL_BYTES = CRC_FIELD.length + CRC_DIGITS + 2;

  private final LineWriter out;
  private final CRC32C crc = new CRC32C();
  private int start;

  CheckedLine(LineWriter out) {
    this.out = out;
  }

  CheckedLine begin(String name, long number) {
    start = out.length();
    out.put(OPENING).ascii(name).put(NAME_END).decimal(number);
    return this;
  }

  CheckedLine beginWord(String name, String word) {
    start = out.length();
    out.put(OPENING).ascii(name).put(WORD_BEGIN).ascii(word).put(QUOTE);
    return this;
  }

  CheckedLine number(String name, long number) {
    name(name);
    out.decimal(number);
    return this;
  }

  /** A value in ASCII that needs no escaping: a name, a cid, a hash. */
  CheckedLine word(String name, Object word) {
    return word(name, "", word.toString());
  }

  /** The same with a sign in front: as a name is written, without making a string of the two. */
  CheckedLine word(String name, String sign, String word) {
    out.put(NAME_BEGIN).ascii(name).put(WORD_BEGIN).ascii(sign).ascii(word).put(QUOTE);
    return this;
  }

  CheckedLine words(String name, Iterable<?> words) {
    name(name);
    out.put((byte) '[');
    boolean first = true;
    for (Object word : words) {
      if (!first) {
        out.put((byte) ',');
      }
      out.put((byte) '"').ascii(word.toString()).put((byte) '"');
      first = false;
    }
    out.put((byte) ']');
    return this;
  }

  /** Pairs of numbers, as {@code [[1,2],[3,4]]}: begins an array for {@link #pair}. */
  CheckedLine beginPairs(String name) {
    name(name);
    out.put((byte) '[');
    return this;
  }

  CheckedLine pair(boolean first, long a, long b) {
    out.ascii(first ? "[" : ",[").decimal(a).put((byte) ',').decimal(b).put((byte) ']');
    return this;
  }

  CheckedLine endPairs() {
    out.put((byte) ']');
    return this;
  }

  /**
   * A text: its wire form is a JSON string already (the escapes are JSON's own), but for quotes and
   * control characters.
   */
  CheckedLine text(String name, Text text) {
    name(name);
    out.put((byte) '"');
    byte[] wire = text.wire();
    int copied = 0;
    for (int i = 0; i < wire.length; i++) {
      byte b = wire[i];
      if (b == '"') {
        out.put(wire, copied, i).put((byte) '\\');
        copied = i;
      } else if (b >= 0 && b < ' ') {
        out.put(wire, copied, i).ascii("\\u00").put(HEX[b >> 4]).put(HEX[b & 15]);
        copied = i + 1;
      }
    }
    out.put(wire, copied, wire.length).put((byte) '"');
    return this;
  }

  void end() {
    crc.reset();
    crc.update(out.buffer(), start, out.length() - start);
    out.put(CRC_FIELD);
    hex((int) crc.getValue());
    out.put((byte) '"').put((byte) '}').put((byte) '\n');
  }

  private void hex(int value) {
    for (int shift = 28; shift >= 0; shift -= 4) {
      out.put(HEX[(value >>> shift) & 15]);
    }
  }

  private void name(String name) {
    out.put(NAME_BEGIN).ascii(name).put(NAME_END);
  }

  /** Whether the line (without its line feed) ends in the checksum of what is before it. */
  static boolean isIntact(byte[] line, int length) {
    int checked = length - TAIL_BYTES;
    if (checked <= 0 || line[length - 1] != '}' || line[length - 2] != '"') {
      return false;
    }
    for (int i = 0; i < CRC_FIELD.length; i++) {
      if (line[checked + i] != CRC_FIELD[i]) {
        return false;
      }
    }
    CRC32C crc = new CRC32C();
    crc.update(line, 0, checked);
    int value = (int) crc.getValue();
    int digits = checked + CRC_FIELD.length;
    for (int i = 0; i < CRC_DIGITS; i++) {
      if (line[digits + i] != HEX[(value >>> (28 - 4 * i)) & 15]) {
        return false;
      }
    }
    return true;
  }
}
