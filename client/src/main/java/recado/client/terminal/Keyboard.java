package recado.client.terminal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import recado.client.command.CommandParser;
import recado.client.command.CommandWord;
import recado.client.command.EmojiNames;
import recado.client.command.UsageException;
import recado.client.desk.Desk;
import recado.client.desk.Standing;
import recado.client.local.Account;
import recado.client.texts.Harmless;
import recado.client.texts.Phrase;
import recado.protocol.Request;
import recado.protocol.Secret;

/**
 * Reads what the person types and has it done: the work of the keyboard's thread, the program's
 * main one. It decides nothing that the desk could.
 */
public final class Keyboard implements Orders.Here {
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
  private final Orders orders;
  private String draft = ""; // of the next line
  private boolean leaving;

  /** For this account; {@link #run} does the work. */
  public Keyboard(Screen screen, LineFace face, Desk desk, SignInDialogue signIn, Account account) {
    this.screen = screen;
    this.face = face;
    this.desk = desk;
    this.signIn = signIn;
    this.account = account;
    this.orders = new Orders(desk, this);
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
    finish();
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
      return face.standings().next(patience);
    } catch (InterruptedException _) {
      return Optional.empty(); // the password is wanted, or Ctrl-C was typed
    }
  }

  private void signInAgainIfWanted() throws StartException {
    if (face.standings().takePasswordWanted()) {
      Secret token = signIn.again(account.user(), account.device());
      desk.tell(clerk -> clerk.signedIn(token));
    }
  }

  // ---- lines

  private String interrupted(String typed) {
    if (face.standings().isPasswordWanted()) {
      return typed; // to be gone on with
    }
    if (typed.isEmpty()) {
      screen.print(Phrase.HOW_TO_QUIT.text());
    }
    return "";
  }

  private void typed(String line) {
    try {
      String meant = screen.isInteractive() ? EmojiNames.replaced(line) : line;
      orders.perform(CommandParser.parse(meant));
    } catch (UsageException e) {
      complain(e.message());
    }
  }

  private void complain(String why) {
    screen.print(why);
    passedOver.add(screen.linesRead());
  }

  @Override
  public void attempt(Desk asked, Orders.Attempt attempt) {
    int line = screen.linesRead();
    asked.tell(
        clerk -> {
          if (!attempt.with(clerk)) {
            passedOver.add(line);
          }
        });
  }

  // ---- what is done here

  @Override
  public void help(@Nullable CommandWord word) {
    screen.print(Help.lines(word, screen.columns()));
  }

  @Override
  public void menu() {
    leaving = new Menu(screen, this::complain).run(orders::perform);
  }

  @Override
  public void leave() {
    leaving = true;
  }

  @Override
  public void edit() {
    if (!screen.isInteractive()) {
      complain(Phrase.NEEDS_PERSON.text());
      return;
    }
    try {
      draft = screen.edit("");
    } catch (IOException e) {
      complain(Phrase.NO_EDITOR.text(Harmless.line(String.valueOf(e.getMessage()))));
    }
  }

  @Override
  public void changePassword() {
    if (!screen.isInteractive()) {
      complain(Phrase.NEEDS_PERSON.text());
      return;
    }
    Optional<Secret> password = new PasswordQuestions(screen).newPassword();
    if (password.isEmpty()) {
      screen.print(Phrase.PASSWORD_KEPT.text());
    } else {
      desk.tell(clerk -> clerk.ask(new Request.Password(password.get())));
    }
  }

  // ---- the end

  private void finish() throws StartException {
    if (!screen.isInteractive()) {
      leavePipe();
      return;
    }
    Farewell.of(screen, desk, face::status);
    face.tellAll();
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
