package recado.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What people write, kept in the form in which it travels: UTF-8 with {@code \n}, {@code \r} and
 * {@code \\} escaped.
 *
 * <p>A server takes a text from one line, writes it into another and never needs its characters: so
 * it stays bytes from socket to socket. {@link #toString} gives the characters to whoever does.
 * Immutable.
 */
public final class Text {
  /** The empty text. */
  public static final Text EMPTY = new Text(new byte[0]);

  private final byte[] wire;

  private Text(byte[] wire) {
    this.wire = wire;
  }

  /**
   * A text from its characters.
   *
   * @throws IllegalArgumentException if it is longer than {@link Limits#MAX_TEXT_BYTES} or has a
   *     NUL
   */
  public static Text of(String characters) {
    byte[] plain = characters.getBytes(StandardCharsets.UTF_8);
    if (plain.length > Limits.MAX_TEXT_BYTES) {
      throw new IllegalArgumentException("a text of " + plain.length + " bytes");
    }
    LineWriter escaped = new LineWriter(plain.length + 8);
    for (byte b : plain) {
      switch (b) {
        case 0 -> throw new IllegalArgumentException("a text with a NUL");
        case '\n' -> escaped.put((byte) '\\').put((byte) 'n');
        case '\r' -> escaped.put((byte) '\\').put((byte) 'r');
        case '\\' -> escaped.put((byte) '\\').put((byte) '\\');
        default -> escaped.put(b);
      }
    }
    return new Text(escaped.toBytes());
  }

  /** How long these characters are as a text, in bytes; compare {@link Limits#MAX_TEXT_BYTES}. */
  public static int lengthInBytes(String characters) {
    return characters.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * A text from its escaped form, which must be valid UTF-8 without NUL (as a {@link WireLine} is).
   *
   * @throws ProtocolException BAD_SYNTAX for an unknown escape, TOO_LONG for more than {@link
   *     Limits#MAX_TEXT_BYTES} after unescaping
   */
  public static Text parse(byte[] line, int from, int to) throws ProtocolException {
    int escapes = 0;
    boolean rawReturn = false;
    for (int i = from; i < to; i++) {
      rawReturn |= line[i] == '\r';
      if (line[i] == '\\') {
        i++;
        escapes++;
        if (i == to || (line[i] != 'n' && line[i] != 'r' && line[i] != '\\')) {
          throw new ProtocolException(
              ErrorCode.BAD_SYNTAX, "in a text, \\ goes before n, r or another \\ only");
        }
      }
    }
    if (to - from - escapes > Limits.MAX_TEXT_BYTES) {
      throw new ProtocolException(
          ErrorCode.TOO_LONG, "a text has at most " + Limits.MAX_TEXT_BYTES + " bytes");
    }
    if (from == to) {
      return EMPTY;
    }
    byte[] wire = Arrays.copyOfRange(line, from, to);
    return new Text(rawReturn ? withReturnsEscaped(wire) : wire);
  }

  /** A text of at most the greatest length that is UTF-8 without controls and escapes. */
  static Text ofPlain(byte[] line, int from, int to) {
    return from == to ? EMPTY : new Text(Arrays.copyOfRange(line, from, to));
  }

  /** At the end of a line, a raw carriage return would be taken for a part of the ending. */
  private static byte[] withReturnsEscaped(byte[] wire) {
    LineWriter escaped = new LineWriter(wire.length + 8);
    for (byte b : wire) {
      if (b == '\r') {
        escaped.put((byte) '\\').put((byte) 'r');
      } else {
        escaped.put(b);
      }
    }
    return escaped.toBytes();
  }

  /** The escaped form in UTF-8: the text's own array, not to be changed. */
  public byte[] wire() {
    return wire;
  }

  /** The characters. */
  @Override
  public String toString() {
    String escaped = new String(wire, StandardCharsets.UTF_8);
    int backslash = escaped.indexOf('\\');
    if (backslash < 0) {
      return escaped;
    }
    StringBuilder characters = new StringBuilder(escaped.length()).append(escaped, 0, backslash);
    for (int i = backslash; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\') {
        i++;
        char escapedCharacter = escaped.charAt(i);
        c =
            switch (escapedCharacter) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> escapedCharacter;
            };
      }
      characters.append(c);
    }
    return characters.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Text text && Arrays.equals(wire, text.wire);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(wire);
  }
}
