package recado.client.script;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import recado.client.texts.Harmless;
import recado.protocol.Conversation;
import recado.protocol.Event;

/**
 * Messages as lines for people who read what a script prints. Stateless.
 *
 * <pre>
 * 2026-11-25 21:04:05 @bruno: olá
 * 2026-11-25 21:04:09 #casa @bruno: jantar?
 * </pre>
 *
 * <p>The time is local. Line feeds and other controls in a text become visible signs: one message,
 * one line.
 */
final class Lines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Lines() {}

  static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
  }

  /** A message; with its conversation where that does not follow from who says it. */
  static String message(Conversation in, Event.Message message) {
    String where = in instanceof Conversation.OfUser ? "" : in + " ";
    return time(message.time())
        + " "
        + where
        + message.from()
        + ": "
        + Harmless.line(message.text().toString());
  }
}
