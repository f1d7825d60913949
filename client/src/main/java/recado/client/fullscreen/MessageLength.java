package recado.client.fullscreen;

import java.nio.charset.StandardCharsets;
import recado.client.texts.Phrase;
import recado.protocol.Limits;

/** How long the message being written is, where that matters. Stateless. */
final class MessageLength {
  /** From this on it is shown. */
  private static final int NEAR = Limits.MAX_TEXT_BYTES * 9 / 10;

  private MessageLength() {}

  /** What there is to say; empty while there is room. */
  static String warning(String typed) {
    int bytes = of(typed);
    if (bytes > Limits.MAX_TEXT_BYTES) {
      return Phrase.TOO_LONG_BY.text(bytes - Limits.MAX_TEXT_BYTES);
    }
    return bytes < NEAR ? "" : Phrase.LENGTH_OF.text(bytes, Limits.MAX_TEXT_BYTES);
  }

  static boolean isTooLong(String typed) {
    return of(typed) > Limits.MAX_TEXT_BYTES;
  }

  /** In bytes of UTF-8, without an address in front. */
  private static int of(String typed) {
    String text = typed.strip();
    boolean addressed = text.startsWith("@") || text.startsWith("#") || text.startsWith("* ");
    int space = text.indexOf(' ');
    String message = addressed && space >= 0 ? text.substring(space).strip() : text;
    return message.getBytes(StandardCharsets.UTF_8).length;
  }
}
