package recado.client.terminal;

import java.util.Optional;
import recado.client.texts.Phrase;
import recado.protocol.Limits;
import recado.protocol.Secret;

/**
 * Asks for passwords, none of which is shown while it is typed. What is too short for one is not
 * brought to the server. An empty answer is Ctrl-C, Ctrl-D. Used by the keyboard's thread.
 */
final class PasswordQuestions {
  private final Screen screen;

  PasswordQuestions(Screen screen) {
    this.screen = screen;
  }

  /** A password, or an empty one: Enter alone. */
  Optional<Secret> passwordOrNothing(String question) {
    while (true) {
      Optional<Secret> typed = screen.askSecret(question);
      if (typed.isEmpty() || isNothing(typed.get()) || isLongEnough(typed.get())) {
        return typed;
      }
    }
  }

  /** A password. */
  Optional<Secret> password(String question) {
    while (true) {
      Optional<Secret> typed = screen.askSecret(question);
      if (typed.isEmpty() || isLongEnough(typed.get())) {
        return typed;
      }
    }
  }

  /** A new password, twice the same: nobody shall be locked out by a typing mistake. */
  Optional<Secret> newPassword() {
    while (true) {
      Optional<Secret> first = password(Phrase.ASK_NEW_PASSWORD.text(Limits.MIN_PASSWORD_CHARS));
      if (first.isEmpty()) {
        return first;
      }
      Optional<Secret> second = screen.askSecret(Phrase.ASK_PASSWORD_AGAIN.text());
      if (second.isEmpty() || second.equals(first)) {
        return second;
      }
      screen.print(Phrase.PASSWORDS_DIFFER.text());
    }
  }

  /** A new password that has been typed once already. */
  Optional<Secret> newPassword(Secret first, String question) {
    if (!isLongEnough(first)) {
      return newPassword();
    }
    Optional<Secret> second = screen.askSecret(question);
    if (second.isEmpty() || second.get().equals(first)) {
      return second;
    }
    if (!isNothing(second.get())) {
      screen.print(Phrase.PASSWORDS_DIFFER.text());
    }
    return newPassword();
  }

  private boolean isLongEnough(Secret typed) {
    String characters = typed.reveal();
    if (characters.codePointCount(0, characters.length()) >= Limits.MIN_PASSWORD_CHARS) {
      return true;
    }
    screen.print(Phrase.PASSWORD_TOO_SHORT.text(Limits.MIN_PASSWORD_CHARS));
    return false;
  }

  static boolean isNothing(Secret typed) {
    return typed.reveal().isEmpty();
  }
}
