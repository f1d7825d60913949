package recado.client.terminal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import recado.client.net.ServerAddress;
import recado.client.net.SignIn;
import recado.client.net.SignIn.Answer;
import recado.client.net.Trouble;
import recado.protocol.DeviceName;
import recado.protocol.ErrorCode;
import recado.protocol.ProtocolException;
import recado.protocol.Secret;
import recado.protocol.UserName;

/**
 * Asks a person who they are, and the server whether that is true. Runs on the keyboard's thread,
 * which has nothing else to do meanwhile.
 */
public final class SignInDialogue {
  /**
   * What came with the options, so that it need not be asked for.
   *
   * @param register whether the account is to be made, if there is none
   */
  public record Given(Optional<Secret> password, boolean register) {}

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE_WITHOUT_PERSON = Duration.ofSeconds(10);

  private final Screen screen;
  private final ServerAddress server;
  private final SignIn signIn;
  private final Given given;

  /** At this server. */
  public SignInDialogue(Screen screen, ServerAddress server, SignIn signIn, Given given) {
    this.screen = screen;
    this.server = server;
    this.signIn = signIn;
    this.given = given;
  }

  /**
   * Asks for a name until it is one.
   *
   * @throws StartException if nobody can be asked, or nobody answers
   */
  public static UserName askName(Screen screen) throws StartException {
    if (!screen.isInteractive()) {
      throw new StartException(StartException.USAGE, Phrase.NO_NAME.text());
    }
    while (true) {
      String typed = answered(screen.ask(Phrase.ASK_NAME.text())).strip();
      try {
        return UserName.parse(typed.startsWith("@") ? typed : "@" + typed);
      } catch (ProtocolException _) {
        screen.print(Phrase.NOT_A_NAME.text());
      }
    }
  }

  /**
   * The token of a device that has none, or whose token is void. The account may have to be made,
   * also in the latter case: the server may be a new one.
   *
   * @throws StartException if the server says no for good, or is not there and nobody waits
   */
  public Secret tokenFor(UserName user, DeviceName device) throws StartException {
    if (given.register()) {
      Secret password = create(user, givenOr(this::askNewPassword));
      return login(user, device, password, false);
    }
    return login(user, device, givenOr(() -> askPassword(user)), true);
  }

  private Secret login(UserName user, DeviceName device, Secret first, boolean mayCreate)
      throws StartException {
    Secret password = first;
    boolean canCreate = mayCreate;
    while (true) {
      Secret tried = password;
      Answer answer = persist(() -> signIn.login(user, device, tried));
      if (answer instanceof Answer.Token(Secret token)) {
        return token;
      }
      if (!(answer instanceof Answer.Refused refused)) {
        throw new IllegalStateException("LOGIN was answered with " + answer);
      }
      if (canCreate && mayLackAccount(refused)) {
        password = askPasswordOrNothing(user);
        if (password.reveal().isEmpty()) {
          canCreate = false;
          password = create(user, givenOr(this::askNewPassword));
        }
      } else {
        complain(refused, user);
        password = askPassword(user);
      }
    }
  }

  /** The server does not say whether it is the name or the password that is wrong. */
  private boolean mayLackAccount(Answer.Refused refused) {
    return refused.code() == ErrorCode.BAD_CREDENTIALS && screen.isInteractive();
  }

  /** Makes the account, if there is none; the password that it has, or may have. */
  private Secret create(UserName user, Secret first) throws StartException {
    Secret password = first;
    while (true) {
      Secret tried = password;
      switch (persist(() -> signIn.register(user, tried))) {
        case Answer.Registered _ -> {
          screen.print(Phrase.ACCOUNT_MADE.text(user));
          return password;
        }
        case Answer.Refused refused when mayExist(refused) -> {
          return given.register() ? password : askForExisting(user, refused);
        }
        case Answer.Refused refused -> {
          complain(refused, user);
          password = askNewPassword();
        }
        case Answer.Token _, Answer.NoServer _ ->
            throw new IllegalStateException("REGISTER was answered with a token, or not at all");
      }
    }
  }

  private static boolean mayExist(Answer.Refused refused) {
    return refused.code() == ErrorCode.NAME_TAKEN
        || refused.code() == ErrorCode.REGISTRATION_CLOSED;
  }

  private Secret askForExisting(UserName user, Answer.Refused refused) throws StartException {
    screen.print(
        refused.code() == ErrorCode.NAME_TAKEN
            ? Phrase.NAME_EXISTS.text(user)
            : NoticeLines.explanation(refused.code(), refused.message()));
    return askPassword(user);
  }

  /** Says what is wrong, where a person can do something about it; else it is the end. */
  private void complain(Answer.Refused refused, UserName user) throws StartException {
    String line =
        refused.code() == ErrorCode.BAD_CREDENTIALS
            ? Phrase.WRONG_PASSWORD.text(user)
            : NoticeLines.explanation(refused.code(), refused.message());
    boolean canTryAgain =
        switch (refused.code()) {
          case BAD_CREDENTIALS, WEAK_PASSWORD, RATE_LIMITED, UNAVAILABLE -> true;
          default -> false;
        };
    if (!canTryAgain || !screen.isInteractive()) {
      throw new StartException(StartException.FAILED, line);
    }
    screen.print(line);
  }

  // ---- the server that may not be there

  private Answer persist(Supplier<Answer> question) throws StartException {
    long begun = System.nanoTime();
    boolean said = false;
    while (true) {
      Answer answer = question.get();
      if (!(answer instanceof Answer.NoServer(Trouble why))) {
        return answer;
      }
      String line = Phrase.UNREACHABLE.text(server, NoticeLines.trouble(why));
      boolean patient =
          screen.isInteractive() || System.nanoTime() - begun < PATIENCE_WITHOUT_PERSON.toNanos();
      if (!patient) {
        throw new StartException(StartException.FAILED, line);
      }
      if (!said && screen.isInteractive()) {
        screen.print(line + Phrase.TRYING_AGAIN.text());
        said = true;
      }
      pause();
    }
  }

  private static void pause() throws StartException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      throw new StartException(StartException.FAILED, Phrase.NOT_ANSWERED.text());
    }
  }

  // ---- passwords

  /** A way to a password. */
  private interface Asking {
    Secret get() throws StartException;
  }

  private Secret givenOr(Asking asking) throws StartException {
    return given.password().isPresent() ? given.password().get() : asking.get();
  }

  private Secret askPassword(UserName user) throws StartException {
    if (!screen.isInteractive()) {
      throw new StartException(StartException.USAGE, Phrase.NO_PASSWORD.text());
    }
    return answered(screen.askSecret(Phrase.ASK_PASSWORD.text(user)));
  }

  /**
   * The password again, or nothing for a new account: no question whose answer is shown, because
   * people type their password here without reading it.
   */
  private Secret askPasswordOrNothing(UserName user) throws StartException {
    screen.print(Phrase.WRONG_OR_NO_ACCOUNT.text(user));
    return answered(screen.askSecret(Phrase.ASK_PASSWORD_OR_NEW.text(user)));
  }

  /** Twice the same, so that nobody is locked out by a typing mistake. */
  private Secret askNewPassword() throws StartException {
    if (!screen.isInteractive()) {
      throw new StartException(StartException.USAGE, Phrase.NO_PASSWORD.text());
    }
    while (true) {
      Secret password = answered(screen.askSecret(Phrase.ASK_NEW_PASSWORD.text()));
      if (answered(screen.askSecret(Phrase.ASK_PASSWORD_AGAIN.text())).equals(password)) {
        return password;
      }
      screen.print(Phrase.PASSWORDS_DIFFER.text());
    }
  }

  private static <T> T answered(Optional<T> answer) throws StartException {
    return answer.orElseThrow(
        () -> new StartException(StartException.FAILED, Phrase.NOT_ANSWERED.text()));
  }
}
