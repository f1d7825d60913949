package recado.client.terminal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import recado.client.desk.Clerk;
import recado.client.desk.Desk;
import recado.client.desk.Standing;
import recado.client.local.Account;
import recado.protocol.Request;
import recado.protocol.Secret;

/**
 * Reads what the person types and has it done: the work of the keyboard's thread, the program's
 * main one. It decides nothing that the desk could.
 */
public final class Keyboard {
  /** So long a person waits for the server before the first line can be typed. */
  private static final Duration PATIENCE_OF_A_PERSON = Duration.ofSeconds(3);

  /** So long a pipe waits, whose lines nobody would type again. */
  private static final Duration PATIENCE_OF_A_PIPE = Duration.ofSeconds(10);

  private static final int MOST_LINES_NAMED = 5;

  private final Screen screen;
  private final LineFace face;
  private final Desk desk;
  private final SignInDialogue signIn;
  private final Account account;
  private final Set<Integer> passedOver = new ConcurrentSkipListSet<>(); // lines of a pipe
  private boolean leaving;

  /** Something for the clerk that may turn out not to be possible: then it gives false. */
  private interface Attempt {
    boolean with(Clerk clerk) throws IOException;
  }

  /** For this account; {@link #run} does the work. */
  public Keyboard(Screen screen, LineFace face, Desk desk, SignInDialogue signIn, Account account) {
    this.screen = screen;
    this.face = face;
    this.desk = desk;
    this.signIn = signIn;
    this.account = account;
  }

  /**
   * Reads until the person leaves or the input ends, and returns when the server has everything, or
   * cannot have it now and a person knows.
   *
   * @throws StartException if there is no session and nobody to ask, or if something that came from
   *     a pipe could not be sent, or makes no sense
   */
  public void run() throws StartException {
    if (screen.isInteractive()) {
      nextStanding(PATIENCE_OF_A_PERSON);
    } else {
      awaitSession();
    }
    String draft = "";
    while (!leaving) {
      signInAgainIfWanted();
      Typed typed = screen.readLine(draft);
      draft = "";
      switch (typed) {
        case Typed.Line(String line) -> typed(line);
        case Typed.Interrupted(String unfinished) -> draft = interrupted(unfinished);
        case Typed.End _ -> leaving = true;
      }
    }
    leave();
  }

  // ---- the beginning

  private void awaitSession() throws StartException {
    long deadline = System.nanoTime() + PATIENCE_OF_A_PIPE.toNanos();
    while (true) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      Optional<Standing> standing = left.isNegative() ? Optional.empty() : nextStanding(left);
      if (standing.isEmpty()) {
        throw new StartException(StartException.FAILED, Phrase.NO_SESSION.text(account.server()));
      }
      switch (standing.get()) {
        case READY -> {
          return;
        }
        case UNREACHABLE -> {} // the desk tries again
        case SIGNED_OUT -> signInAgainIfWanted();
      }
    }
  }

  private Optional<Standing> nextStanding(Duration patience) {
    try {
      return face.nextStanding(patience);
    } catch (InterruptedException _) {
      return Optional.empty(); // the password is wanted, or Ctrl-C was typed
    }
  }

  private void signInAgainIfWanted() throws StartException {
    if (face.takePasswordWanted()) {
      Secret token = signIn.tokenFor(account.user(), account.device());
      desk.tell(clerk -> clerk.signedIn(token));
    }
  }

  // ---- lines

  private String interrupted(String typed) {
    if (face.isPasswordWanted()) {
      return typed; // to be gone on with
    }
    if (typed.isEmpty()) {
      screen.print(Phrase.HOW_TO_QUIT.text());
    }
    return "";
  }

  private void typed(String line) {
    try {
      perform(CommandParser.parse(line));
    } catch (UsageException e) {
      complain(e.message());
    }
  }

  private void complain(String why) {
    screen.print(why);
    passedOver.add(screen.linesRead());
  }

  private void attempt(Attempt attempt) {
    int line = screen.linesRead();
    desk.tell(
        clerk -> {
          if (!attempt.with(clerk)) {
            passedOver.add(line);
          }
        });
  }

  private void perform(UserCommand command) {
    switch (command) {
      case UserCommand.Nothing _ -> {}
      case UserCommand.Say(var text) -> attempt(clerk -> clerk.say(text));
      case UserCommand.SendTo(var to, var text) -> desk.tell(clerk -> clerk.send(to, text));
      case UserCommand.Reply(var text) -> attempt(clerk -> clerk.reply(text));
      case UserCommand.Open(var which) -> desk.tell(clerk -> clerk.open(which));
      case UserCommand.Close _ -> attempt(clerk -> clerk.close());
      case UserCommand.ShowHistory(var which, int count) ->
          attempt(clerk -> clerk.history(which, count));
      case UserCommand.Info(var which) -> attempt(clerk -> clerk.info(which));
      case UserCommand.ListContacts _ -> desk.tell(clerk -> clerk.contacts());
      case UserCommand.AddContact(var user, String name) ->
          desk.tell(clerk -> clerk.addContact(user, name));
      case UserCommand.RemoveContact(var user) -> desk.tell(clerk -> clerk.removeContact(user));
      case UserCommand.Ask(var requests) -> desk.tell(clerk -> requests.forEach(clerk::ask));
      case UserCommand.ConnectNow _ -> desk.tell(clerk -> clerk.connectNow());
      case UserCommand.ChangePassword _ -> changePassword();
      case UserCommand.Help(var word) -> screen.print(Help.lines(word, screen.columns()));
      case UserCommand.ShowMenu _ -> leaving = new Menu(screen, this::complain).run(this::perform);
      case UserCommand.Quit _ -> leaving = true;
    }
  }

  private void changePassword() {
    if (!screen.isInteractive()) {
      complain(Phrase.NEEDS_PERSON.text());
      return;
    }
    Optional<Secret> first = screen.askSecret(Phrase.ASK_NEW_PASSWORD.text());
    Optional<Secret> second =
        first.isEmpty() ? first : screen.askSecret(Phrase.ASK_PASSWORD_AGAIN.text());
    if (second.isEmpty()) {
      screen.print(Phrase.PASSWORD_KEPT.text());
    } else if (!second.equals(first)) {
      screen.print(Phrase.PASSWORDS_DIFFER.text());
    } else {
      desk.tell(clerk -> clerk.ask(new Request.Password(second.get())));
    }
  }

  // ---- the end

  private void leave() throws StartException {
    if (!screen.isInteractive()) {
      leavePipe();
      return;
    }
    boolean all = face.status().online() && desk.drain();
    int waiting = face.status().waiting();
    if (!all && waiting > 0) {
      screen.print(Phrase.WAITS_FOR_NEXT_TIME.text(waiting));
    }
  }

  private void leavePipe() throws StartException {
    boolean all = desk.drain();
    if (all && passedOver.isEmpty()) {
      return;
    }
    List<String> failures = new ArrayList<>();
    if (!all) {
      failures.add(Phrase.NOT_ALL_SENT.text());
    }
    if (!passedOver.isEmpty()) {
      failures.add(passedOver());
    }
    int exitCode = all ? StartException.USAGE : StartException.FAILED;
    throw new StartException(exitCode, String.join("; ", failures));
  }

  /** Where to look; what was wrong there is said already, among the answers. */
  private String passedOver() {
    String lines =
        passedOver.stream()
            .limit(MOST_LINES_NAMED)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return passedOver.size() <= MOST_LINES_NAMED
        ? Phrase.PASSED_OVER.text(lines)
        : Phrase.PASSED_OVER_MANY.text(lines, passedOver.size());
  }
}
