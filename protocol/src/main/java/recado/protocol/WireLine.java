package recado.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line taken apart: {@code VERB param param … :text}.
 *
 * <p>The verb is in upper case. The text stays unchecked until {@link #text} is called, so that an
 * error in it can still be told with the verb and the params before it.
 */
public final class WireLine {
  private static final int MAX_VERB_CHARS = 32;

  private final String verb;
  private final List<String> params;
  private final byte @Nullable [] trailing;

  private WireLine(String verb, List<String> params, byte @Nullable [] trailing) {
    this.verb = verb;
    this.params = params;
    this.trailing = trailing;
  }

  /**
   * Takes {@code line[from, to)} apart.
   *
   * @throws ProtocolException BAD_SYNTAX if it has no verb or an empty part, or if a part before
   *     the text is not UTF-8 or has a NUL
   */
  public static WireLine parse(byte[] line, int from, int to) throws ProtocolException {
    int verbEnd = partEnd(line, from, to);
    String verb = verb(line, from, verbEnd);
    if (verbEnd == from) {
      throw new ProtocolException(ErrorCode.BAD_SYNTAX, "a line begins with a verb");
    }
    if (!Utf8.isValidWithoutNul(line, from, verbEnd)) {
      throw notUtf8(verb);
    }
    List<String> params = new ArrayList<>(4);
    int at = verbEnd;
    while (at < to) {
      at++; // the space
      if (at < to && line[at] == ':') {
        return new WireLine(verb, params, Arrays.copyOfRange(line, at + 1, to));
      }
      int end = partEnd(line, at, to);
      if (end == at) {
        throw new ProtocolException(
            verb,
            ErrorCode.BAD_SYNTAX,
            null,
            "one space stands between two parts, none at the end");
      }
      if (!Utf8.isValidWithoutNul(line, at, end)) {
        throw notUtf8(verb);
      }
      params.add(new String(line, at, end - at, StandardCharsets.UTF_8));
      at = end;
    }
    return new WireLine(verb, params, null);
  }

  private static ProtocolException notUtf8(String verb) {
    return new ProtocolException(verb, ErrorCode.BAD_SYNTAX, null, "a line is UTF-8 without NUL");
  }

  private static int partEnd(byte[] line, int from, int to) {
    int i = from;
    while (i < to && line[i] != ' ') {
      i++;
    }
    return i;
  }

  /** The verb in upper case, or {@code -} for what no verb could be, never to be echoed. */
  private static String verb(byte[] line, int from, int to) {
    if (from == to || to - from > MAX_VERB_CHARS) {
      return ProtocolException.NO_VERB;
    }
    char[] chars = new char[to - from];
    for (int i = from; i < to; i++) {
      char c = (char) (line[i] & 0xff);
      if (c >= 'a' && c <= 'z') {
        c = (char) (c - 'a' + 'A');
      } else if (!Names.isUpper(c) && !Names.isDigit(c) && c != '-') {
        return ProtocolException.NO_VERB;
      }
      chars[i - from] = c;
    }
    return new String(chars);
  }

  /** The verb in upper case; {@link ProtocolException#NO_VERB} for what no verb could be. */
  public String verb() {
    return verb;
  }

  /** How many params stand before the text. */
  public int paramCount() {
    return params.size();
  }

  /**
   * The param at this place, counted from 0.
   *
   * @throws ProtocolException BAD_SYNTAX if there are not as many
   */
  public String param(int index) throws ProtocolException {
    if (index >= params.size()) {
      throw new ProtocolException(ErrorCode.BAD_SYNTAX, "the line ends too early");
    }
    return params.get(index);
  }

  /** The params from this place on. */
  public List<String> paramsFrom(int index) {
    return index >= params.size() ? List.of() : params.subList(index, params.size());
  }

  /** Whether a text, even an empty one, ends the line. */
  public boolean hasText() {
    return trailing != null;
  }

  /**
   * The text.
   *
   * @throws ProtocolException BAD_SYNTAX if there is none, or it is not UTF-8, or has a NUL or an
   *     unknown escape; TOO_LONG
   */
  public Text text() throws ProtocolException {
    if (trailing == null) {
      throw new ProtocolException(ErrorCode.BAD_SYNTAX, "a text, after ' :', is missing");
    }
    if (!Utf8.isValidWithoutNul(trailing, 0, trailing.length)) {
      throw notUtf8(verb);
    }
    return Text.parse(trailing, 0, trailing.length);
  }
}
