package recado.client.terminal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import recado.client.net.ServerAddress;
import recado.client.net.SignIn;
import recado.client.net.SignIn.Answer;
import recado.client.net.Trouble;
import recado.client.texts.Phrase;
import recado.protocol.DeviceName;
import recado.protocol.ErrorCode;
import recado.protocol.Secret;
import recado.protocol.UserName;

/**
 * Asks a person for their password, and the server whether it is theirs; makes the account of
 * somebody new. Runs on the keyboard's thread, which has nothing else to do meanwhile.
 */
public final class SignInDialogue {
  /**
   * What came with the options, so that it need not be asked for.
   *
   * @param register whether the account is to be made, if there is none
   * @param invitation what the server may want for that
   */
  public record Given(Optional<Secret> password, boolean register, Optional<Secret> invitation) {}

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * The device's token.
     *
     * @param isNew whether the account has been made just now
     */
    record SignedIn(Secret token, boolean isNew) implements Outcome {}

    /** Somebody else has the name, and the person chooses another one. */
    record AnotherName() implements Outcome {}
  }

  /** What is known of the account, and so what Enter alone means where a password is asked for. */
  private enum Known {
    /** The server was not asked yet; a new account. */
    NOTHING,
    /** It has refused a password, and does not say whether there is an account; a new one. */
    NOT_SO,
    /** It is somebody's; another name. */
    TAKEN,
    /** No new one can be made, or had; nothing. */
    FIXED
  }

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE_WITHOUT_PERSON = Duration.ofSeconds(10);

  private final Screen screen;
  private final ServerAddress server;
  private final SignIn signIn;
  private final Given given;
  private final PasswordQuestions questions;

  /** At this server. */
  public SignInDialogue(Screen screen, ServerAddress server, SignIn signIn, Given given) {
    this.screen = screen;
    this.server = server;
    this.signIn = signIn;
    this.given = given;
    questions = new PasswordQuestions(screen);
  }

  /**
   * Signs in a device that has no token, and makes the account if the person wants it.
   *
   * @throws StartException if the server says no for good, or is not there and nobody waits
   */
  public Outcome begin(UserName user, DeviceName device) throws StartException {
    return new Visit(user, device, true).run();
  }

  /**
   * The token of a device whose token is void. The account may have to be made here, too: the
   * server may be a new one.
   *
   * @throws StartException as {@link #begin}
   */
  public Secret again(UserName user, DeviceName device) throws StartException {
    return switch (new Visit(user, device, false).run()) {
      case Outcome.SignedIn signedIn -> signedIn.token();
      case Outcome.AnotherName _ -> throw new IllegalStateException("another name in a session");
    };
  }

  /** One person who wants to be signed in, from the first question to the last answer. */
  private final class Visit {
    private final UserName user;
    private final DeviceName device;
    private final boolean mayRename;
    private Known known = Known.NOTHING;
    private @Nullable Secret refused; // the last one
    private boolean isNew;

    Visit(UserName user, DeviceName device, boolean mayRename) {
      this.user = user;
      this.device = device;
      this.mayRename = mayRename;
    }

    Outcome run() throws StartException {
      Secret password = first();
      while (true) {
        if (PasswordQuestions.isNothing(password) && screen.isInteractive()) {
          if (known == Known.TAKEN) {
            return new Outcome.AnotherName();
          }
          password = create(chosen());
          continue;
        }
        Secret tried = password;
        switch (persist(() -> signIn.login(user, device, tried))) {
          case Answer.Token(Secret token) -> {
            return new Outcome.SignedIn(token, isNew);
          }
          case Answer.Refused refusal -> {
            complain(refusal);
            refused = password;
            password = askPassword();
          }
          case Answer.Registered _, Answer.NoServer _ ->
              throw new IllegalStateException("LOGIN was not answered");
        }
      }
    }

    private Secret first() throws StartException {
      if (given.register()) {
        return create(givenOr(this::newPassword));
      }
      return givenOr(this::askPassword);
    }

    /** Makes the account, if there is none; the password that it has, or may have, or nothing. */
    private Secret create(Secret first) throws StartException {
      Secret password = first;
      while (true) {
        Secret tried = password;
        switch (persist(() -> signIn.register(user, given.invitation(), tried))) {
          case Answer.Registered _ -> {
            isNew = true;
            known = Known.FIXED;
            screen.print(Phrase.ACCOUNT_MADE.text(user));
            return password;
          }
          case Answer.Refused(ErrorCode code, var _) when mayExist(code) -> {
            return existing(code, password);
          }
          case Answer.Refused refusal -> {
            complain(refusal);
            password = newPassword();
          }
          case Answer.Token _, Answer.NoServer _ ->
              throw new IllegalStateException("REGISTER was not answered");
        }
      }
    }

    private static boolean mayExist(ErrorCode code) {
      return code == ErrorCode.NAME_TAKEN || code == ErrorCode.REGISTRATION_CLOSED;
    }

    private Secret existing(ErrorCode code, Secret password) throws StartException {
      boolean taken = code == ErrorCode.NAME_TAKEN;
      known = taken && mayRename ? Known.TAKEN : Known.FIXED;
      if (given.register()) {
        return password; // which may well be that of the account
      }
      screen.print((taken ? Phrase.NAME_EXISTS : Phrase.NO_NEW_ACCOUNTS).text(user));
      return askPassword();
    }

    /** Says what is wrong, where a person can do something about it; else it is the end. */
    private void complain(Answer.Refused refusal) throws StartException {
      boolean wrong = refusal.code() == ErrorCode.BAD_CREDENTIALS;
      if (wrong && known == Known.NOTHING && screen.isInteractive()) {
        known = Known.NOT_SO;
      }
      String line = explanation(refusal, wrong);
      boolean canTryAgain =
          switch (refusal.code()) {
            case BAD_CREDENTIALS, WEAK_PASSWORD, RATE_LIMITED, UNAVAILABLE -> true;
            default -> false;
          };
      if (!canTryAgain || !screen.isInteractive()) {
        throw new StartException(StartException.FAILED, line);
      }
      screen.print(line);
    }

    private String explanation(Answer.Refused refusal, boolean wrong) {
      if (!wrong) {
        return NoticeLines.explanation(refusal.code(), refusal.message());
      }
      return (known == Known.NOT_SO ? Phrase.WRONG_OR_NO_ACCOUNT : Phrase.WRONG_PASSWORD)
          .text(user);
    }

    // ---- passwords

    private Secret askPassword() throws StartException {
      expectPerson();
      return StartException.answered(
          switch (known) {
            case NOTHING -> questions.passwordOrNothing(Phrase.ASK_PASSWORD_OR_NEW.text(user));
            case NOT_SO -> questions.passwordOrNothing(Phrase.ASK_AGAIN_OR_NEW.text(user));
            case TAKEN -> questions.passwordOrNothing(Phrase.ASK_PASSWORD_OR_NAME.text(user));
            case FIXED -> questions.password(Phrase.ASK_PASSWORD.text(user));
          });
    }

    /** The password of a new account: the one that was given with the options, or a new one. */
    private Secret chosen() throws StartException {
      Optional<Secret> asGiven = given.password().filter(password -> password.equals(refused));
      return asGiven.isPresent() ? asGiven.get() : newPassword();
    }

    /** People type at once the password that they want: then it is asked for once more only. */
    private Secret newPassword() throws StartException {
      expectPerson();
      return StartException.answered(
          refused == null
              ? questions.newPassword()
              : questions.newPassword(refused, Phrase.ASK_SAME_PASSWORD.text(user)));
    }

    private void expectPerson() throws StartException {
      if (!screen.isInteractive()) {
        throw new StartException(StartException.USAGE, Phrase.NO_PASSWORD.text());
      }
    }
  }

  /** A way to a password. */
  private interface Asking {
    Secret get() throws StartException;
  }

  private Secret givenOr(Asking asking) throws StartException {
    return given.password().isPresent() ? given.password().get() : asking.get();
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
      if (why == Trouble.UNTRUSTED) { // which waiting does not change
        throw new StartException(StartException.FAILED, line);
      }
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
}
