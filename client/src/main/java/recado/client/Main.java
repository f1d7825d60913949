package recado.client;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.TypeConversionException;
import recado.client.arrival.AccountOptions;
import recado.client.arrival.Arrival;
import recado.client.arrival.ClientLog;
import recado.client.arrival.Failures;
import recado.client.arrival.SignInOptions;
import recado.client.bench.Bench;
import recado.client.control.ControlClient;
import recado.client.control.ControlSocket;
import recado.client.desk.Clerk;
import recado.client.desk.Desk;
import recado.client.desk.Face;
import recado.client.desk.Papers;
import recado.client.desk.Shown;
import recado.client.fullscreen.FullScreen;
import recado.client.local.AccountFolder;
import recado.client.local.Damage;
import recado.client.local.Home;
import recado.client.net.Dialer;
import recado.client.script.Completion;
import recado.client.script.Export;
import recado.client.script.Import;
import recado.client.script.Man;
import recado.client.script.Past;
import recado.client.script.Send;
import recado.client.script.Tail;
import recado.client.script.Who;
import recado.client.terminal.Keyboard;
import recado.client.terminal.LineFace;
import recado.client.terminal.LineScreen;
import recado.client.terminal.PlainScreen;
import recado.client.terminal.Screen;
import recado.client.terminal.StartException;
import recado.client.texts.Language;
import recado.client.texts.OptionTexts;
import recado.client.texts.Phrase;

@Command(
    name = "recado chat",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    subcommands = {
      Send.class,
      Tail.class,
      Past.class,
      Who.class,
      Export.class,
      Import.class,
      Completion.class,
      Man.class,
      Bench.class
    })
public final class Main implements Callable<Integer> {
  @Mixin private AccountOptions account = new AccountOptions();
  @Mixin private SignInOptions signIn = new SignInOptions();
  @Mixin private ChatOptions options = new ChatOptions();

  private final Map<String, String> environment = System.getenv();
  private final List<Damage> damages = new ArrayList<>();

  public static void main(String... args) {
    speakUnderstandably();
    Language.use(chosenLanguage(args).orElseGet(() -> Language.of(System.getenv())));
    CommandLine line = commandLine();
    if (args.length > 0 && line.getSubcommands().containsKey(args[0])) {
      line.setCommandName("recado"); // its help says `recado send`, as the launcher is called
    }
    System.exit(line.execute(args));
  }

  /** Letters with accents also where Java thinks that there is ASCII alone, as the screen does. */
  private static void speakUnderstandably() {
    Charset charset = PlainScreen.charset("stderr.encoding");
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset));
  }

  /**
   * Before picocli reads the options: it, too, speaks. Whether there is such a language it says.
   */
  private static Optional<Language> chosenLanguage(String... args) {
    String option = ChatOptions.LANGUAGE;
    Optional<String> tag = Optional.empty();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(option) && i + 1 < args.length) {
        tag = Optional.of(args[i + 1]);
      } else if (args[i].startsWith(option + "=")) {
        tag = Optional.of(args[i].substring(option.length() + 1));
      }
    }
    return tag.flatMap(Language::tagged);
  }

  /** In the language in use. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.getCommandSpec().version("recado chat " + version());
    line.getCommandSpec().resourceBundle(new OptionTexts("chat"));
    line.getSubcommands().forEach(Main::tell);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Language.class, Main::language)
        .setParameterExceptionHandler(new OptionErrors())
        .setExecutionExceptionHandler((e, _, _) -> failed(ExitCode.SOFTWARE, Failures.bug(e)));
  }

  /** Its words, and its version under the name that the launcher has for it. */
  private static void tell(String name, CommandLine command) {
    command.getCommandSpec().version("recado " + name + " " + version());
    command.getCommandSpec().resourceBundle(new OptionTexts(command.getCommandName()));
    command.getSubcommands().values().forEach(part -> tell(name, part));
  }

  private static Language language(String tag) {
    return Language.tagged(tag).orElseThrow(() -> new TypeConversionException(tag));
  }

  /** What the jar's manifest says; classes that do not come from a jar have no version. */
  private static String version() {
    return Objects.requireNonNullElse(
        Main.class.getPackage().getImplementationVersion(), Phrase.NO_VERSION.text());
  }

  @Override
  public Integer call() {
    try {
      Home home = Home.open(account.home(environment));
      ClientLog.begin(home);
      try (Screen screen = screen()) {
        chat(home, screen);
      }
      return ExitCode.OK;
    } catch (StartException e) {
      return failed(e.exitCode(), e.message());
    } catch (IOException e) {
      return failed(ExitCode.SOFTWARE, Failures.explain(e));
    }
  }

  private Screen screen() {
    Optional<LineScreen> terminal =
        options.plain() ? Optional.empty() : LineScreen.open(options.notifier(environment));
    return terminal.isPresent() ? terminal.get() : new PlainScreen();
  }

  private void chat(Home home, Screen screen) throws IOException, StartException {
    Arrival arrival = new Arrival(home, screen, account, signIn, environment, damages);
    try (Arrival.Guest guest = guest(arrival)) {
      chat(guest, screen);
    }
  }

  /** A script that has the account lets it go for a person. */
  private static Arrival.Guest guest(Arrival arrival) throws IOException, StartException {
    try {
      return arrival.guest();
    } catch (AccountFolder.InUseException e) {
      Optional<ControlClient> other = ControlClient.connect(e.folder());
      if (other.isEmpty()) {
        throw e;
      }
      try (ControlClient client = other.get()) {
        client.askToYield();
      }
      return arrival.guest();
    }
  }

  private void chat(Arrival.Guest guest, Screen screen) throws IOException, StartException {
    Papers papers = Papers.open(guest.folder(), guest.account().user(), damages::add);
    if (screen instanceof LineScreen line && !options.line() && FullScreen.fits(line)) {
      chatOnFullScreen(guest, papers, line);
    } else {
      chatInLines(guest, papers, screen);
    }
  }

  private void chatOnFullScreen(Arrival.Guest guest, Papers papers, LineScreen screen)
      throws IOException, StartException {
    try (FullScreen face = new FullScreen(screen, guest.account().user(), papers.contacts());
        Desk desk = desk(guest, papers, face, e -> giveUp(face, screen, e));
        Closeable _ = control(guest, desk)) {
      if (guest.isNew()) {
        desk.tell(Clerk::welcomeNewcomer);
      }
      desk.start();
      face.run(
          desk,
          guest.account(),
          guest.signIn(),
          screen.typedLines(papers.folder().typedLines()),
          papers.drafts().all());
    }
  }

  private Desk desk(Arrival.Guest guest, Papers papers, Face face, Consumer<Exception> failed) {
    damages.forEach(damage -> face.show(new Shown.Damaged(damage)));
    return new Desk(
        guest.account(), papers, new Dialer(guest.server(), guest.trust()), face, failed);
  }

  /** Scripts may use the account as long as we have it. */
  private static Closeable control(Arrival.Guest guest, Desk desk) {
    Optional<ControlSocket> control =
        ControlSocket.open(guest.folder().path(), desk, Optional.empty());
    return () -> {
      desk.close(); // nothing comes any more of which they would not hear
      if (control.isPresent()) {
        control.get().close();
      }
    };
  }

  private void chatInLines(Arrival.Guest guest, Papers papers, Screen screen)
      throws IOException, StartException {
    LineFace face = new LineFace(screen, guest.account().user(), papers.contacts());
    try (Desk desk = desk(guest, papers, face, e -> giveUp(screen, e));
        Closeable _ = control(guest, desk)) {
      screen.beginChat(
          papers.folder().typedLines(),
          face::status,
          focused -> desk.tell(clerk -> clerk.focus(focused)));
      if (guest.isNew() && screen.isInteractive()) {
        desk.tell(Clerk::welcomeNewcomer);
      }
      desk.start();
      new Keyboard(screen, face, desk, guest.signIn(), guest.account()).run();
    }
  }

  // ---- when it goes wrong

  private static void giveUp(FullScreen face, Screen screen, Exception e) {
    face.close();
    giveUp(screen, e);
  }

  /** Runs on the desk's thread; the keyboard's may be waiting for a key for hours. */
  private static void giveUp(Screen screen, Exception e) {
    screen.close();
    System.exit(
        failed(
            ExitCode.SOFTWARE,
            e instanceof IOException io ? Failures.explain(io) : Failures.bug(e)));
  }

  private static int failed(int exitCode, String message) {
    System.err.println("recado chat: " + message);
    return exitCode;
  }
}
