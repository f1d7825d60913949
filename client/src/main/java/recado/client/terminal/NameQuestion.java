package recado.client.terminal;

import java.text.Normalizer;
import java.util.Locale;
import recado.client.texts.Phrase;
import recado.protocol.ProtocolException;
import recado.protocol.UserName;

/** Asks a person for the name that others know them by. Stateless. */
public final class NameQuestion {
  private static final int LONGEST_SUGGESTION = 20;

  private NameQuestion() {}

  /**
   * Asks until it is one.
   *
   * @throws StartException if nobody can be asked, or nobody answers
   */
  public static UserName ask(Screen screen) throws StartException {
    if (!screen.isInteractive()) {
      throw new StartException(StartException.USAGE, Phrase.NO_NAME.text());
    }
    while (true) {
      String typed = StartException.answered(screen.ask(Phrase.ASK_NAME.text())).strip();
      try {
        UserName name = UserName.parse(typed.startsWith("@") ? typed : "@" + typed);
        if (!name.isNumber()) {
          return name;
        }
        screen.print(Phrase.NAME_IS_NUMBER.text());
      } catch (ProtocolException _) {
        screen.print(Phrase.NOT_A_NAME.text(suggestion(typed)));
      }
    }
  }

  /** What was typed, as a name: {@code joao.pedro} for "João Pedro". */
  static String suggestion(String typed) {
    String ascii = Normalizer.normalize(typed, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    String name =
        ascii
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\s+", ".")
            .replaceAll("[^a-z0-9._+@-]", "")
            .replaceAll("^[._+@-]+|[._+@-]+$", "");
    boolean usable = UserName.isValid("@" + name) && name.length() <= LONGEST_SUGGESTION;
    return usable ? name : Phrase.NAME_LIKE.text();
  }
}
