package recado.client;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import recado.client.desk.Desk;
import recado.client.desk.Papers;
import recado.client.desk.Shown;
import recado.client.local.Account;
import recado.client.local.AccountFolder;
import recado.client.local.Damage;
import recado.client.local.DeviceNames;
import recado.client.local.Home;
import recado.client.net.Dialer;
import recado.client.net.ServerAddress;
import recado.client.net.SignIn;
import recado.client.terminal.Keyboard;
import recado.client.terminal.LineFace;
import recado.client.terminal.LineScreen;
import recado.client.terminal.PlainScreen;
import recado.client.terminal.Screen;
import recado.client.terminal.SignInDialogue;
import recado.client.terminal.StartException;
import recado.protocol.DeviceName;
import recado.protocol.UserName;

@Command(
    name = "recado chat",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Chats from a terminal over a Recado server.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:You left, or all that came from a pipe was sent.",
      "1:It could not be done: no server, a wrong password, a full disk.",
      "2:An option or a line is wrong, or something is missing and there is nobody to ask."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  recado chat --server chat.example.org:3333 --user ana",
      "  echo '@bruno The backup is done.' | recado chat --user ana"
    })
public final class Main implements Callable<Integer> {
  @Mixin private Options options = new Options();

  private final Map<String, String> environment = System.getenv();
  private final List<Damage> damages = new ArrayList<>();

  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.getCommandSpec().version("recado chat " + version());
    return line.setExecutionExceptionHandler((e, _, _) -> bug(e));
  }

  /** What the jar's manifest says; classes that do not come from a jar have no version. */
  private static String version() {
    return Objects.requireNonNullElse(
        Main.class.getPackage().getImplementationVersion(), "(not from a jar)");
  }

  @Override
  public Integer call() {
    try {
      Home home = Home.open(options.home(environment));
      logTo(home.folder().resolve("client.log"));
      try (Screen screen = screen()) {
        chat(home, screen);
      }
      return ExitCode.OK;
    } catch (StartException e) {
      return failed(e.exitCode(), e.message());
    } catch (IOException e) {
      return failed(ExitCode.SOFTWARE, diskTrouble(e));
    }
  }

  /** Nothing that is logged may appear in the chat. */
  private static void logTo(Path file) {
    Logger.getLogger("org.jline").setLevel(Level.OFF);
    System.setProperty("org.slf4j.simpleLogger.logFile", file.toString());
    Thread.setDefaultUncaughtExceptionHandler(new LoggedExceptions());
  }

  private Screen screen() {
    Optional<LineScreen> terminal = options.plain() ? Optional.empty() : LineScreen.open();
    return terminal.isPresent() ? terminal.get() : new PlainScreen();
  }

  private void chat(Home home, Screen screen) throws IOException, StartException {
    Optional<Home.LastUsed> last = home.lastUsed(damages::add);
    ServerAddress server = server(last);
    UserName user = user(last, screen);
    SignInDialogue.Given given =
        new SignInDialogue.Given(options.password(environment), options.register());
    SignInDialogue signIn = new SignInDialogue(screen, server, new SignIn(server), given);
    try (AccountFolder folder = home.account(server.toString(), user)) {
      Account account = signedIn(account(folder, server, user), folder, signIn);
      home.save(new Home.LastUsed(server.toString(), user));
      chat(account, folder, server, screen, signIn);
    }
  }

  private void chat(
      Account account,
      AccountFolder folder,
      ServerAddress server,
      Screen screen,
      SignInDialogue signIn)
      throws IOException, StartException {
    Papers papers = Papers.open(folder, account.user(), damages::add);
    LineFace face = new LineFace(screen, account.user(), papers.contacts());
    damages.forEach(damage -> face.show(new Shown.Damaged(damage)));
    try (Desk desk = new Desk(account, papers, new Dialer(server), face, e -> giveUp(screen, e))) {
      screen.beginChat(
          folder.typedLines(), face::status, focused -> desk.tell(clerk -> clerk.focus(focused)));
      desk.start();
      new Keyboard(screen, face, desk, signIn, account).run();
    }
  }

  private ServerAddress server(Optional<Home.LastUsed> last) throws StartException {
    Optional<ServerAddress> chosen = options.server();
    if (chosen.isPresent()) {
      return chosen.get();
    }
    return last.isPresent()
        ? Options.address("settings.json", last.get().server())
        : new ServerAddress("127.0.0.1", ServerAddress.DEFAULT_PORT);
  }

  private UserName user(Optional<Home.LastUsed> last, Screen screen) throws StartException {
    Optional<UserName> known = options.user().or(() -> last.map(Home.LastUsed::user));
    return known.isPresent() ? known.get() : SignInDialogue.askName(screen);
  }

  /** The account as it was saved, or a new one; another device than before needs another token. */
  private Account account(AccountFolder folder, ServerAddress server, UserName user)
      throws IOException, StartException {
    Optional<Account> saved = folder.account(damages::add);
    Optional<DeviceName> wanted = options.device();
    if (saved.isPresent() && wanted.map(saved.get().device()::equals).orElse(true)) {
      return saved.get();
    }
    DeviceName device = wanted.orElseGet(DeviceNames::make);
    return new Account(server.toString(), user, device, null);
  }

  private static Account signedIn(Account account, AccountFolder folder, SignInDialogue signIn)
      throws IOException, StartException {
    if (account.token() != null) {
      return account;
    }
    folder.save(account); // the device's name, whatever comes of it
    Account complete = account.with(signIn.tokenFor(account.user(), account.device()));
    folder.save(complete);
    return complete;
  }

  // ---- when it goes wrong

  /** Runs on the desk's thread; the keyboard's may be waiting for a key for hours. */
  private static void giveUp(Screen screen, Exception e) {
    screen.close();
    System.exit(e instanceof IOException io ? failed(ExitCode.SOFTWARE, diskTrouble(io)) : bug(e));
  }

  private static String diskTrouble(IOException e) {
    return switch (e) {
      case AccountFolder.InUseException inUse ->
          inUse.getMessage() + "; close it, or choose another --user or --home";
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case FileSystemException other -> "cannot use " + other.getFile() + ": " + reason(other);
      default -> String.valueOf(e.getMessage());
    };
  }

  private static String reason(FileSystemException e) {
    return Objects.requireNonNullElse(e.getReason(), e.getClass().getSimpleName());
  }

  private static int bug(Exception e) {
    new LoggedExceptions().uncaughtException(Thread.currentThread(), e);
    return failed(ExitCode.SOFTWARE, "something went wrong; client.log has the details");
  }

  private static int failed(int exitCode, String message) {
    System.err.println("recado chat: " + message);
    return exitCode;
  }
}
