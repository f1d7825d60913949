package recado.client.terminal;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What the client says, by name; the words are in {@code texts.properties}, with {@code %s} where
 * something is filled in. Texts of other people are filled in only after {@link Harmless}.
 */
enum Phrase {
  // typing
  USAGE,
  USAGE_ADDRESS,
  NO_SUCH_COMMAND,
  DID_YOU_MEAN,
  TEXT_TOO_LONG,
  NOTHING_OPEN,
  NOBODY_TO_REPLY_TO,
  NOTHING_SENT_THERE,
  NOT_CONNECTED,
  NO_ANSWER,
  HOW_TO_QUIT,
  WAITS_FOR_NEXT_TIME;

  /** The language of all texts, and of the names of days and months among them. */
  static final Locale LOCALE = Locale.ENGLISH;

  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("recado.client.terminal.texts", LOCALE);

  /** The words, with these filled in. */
  String text(Object... fillings) {
    return String.format(LOCALE, TEXTS.getString(name()), fillings);
  }

  /** The words under a name that is made of a command's. */
  static String text(String name) {
    return TEXTS.getString(name);
  }
}
