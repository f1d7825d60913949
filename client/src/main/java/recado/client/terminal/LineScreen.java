package recado.client.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;
import recado.client.desk.Status;
import recado.protocol.Secret;

/**
 * A terminal that can move its cursor: what is typed can be edited, completed and found again, and
 * what others say appears above it.
 *
 * <p>The keyboard's thread makes it and reads; any thread prints. JLine has a lock of its own for
 * what is on the screen.
 */
public final class LineScreen implements Screen {
  private static final int DISPLAYED_WITHOUT_SIZE = 80;
  private static final int MAX_TYPED_LINES_KEPT = 2_000;
  private static final int LEAST_COLOURS = 8;
  private static final String NEW_LINE = "recado-new-line";

  /** Alt-Enter; Ctrl-J would be the Enter key on terminals in their usual mode. */
  private static final List<String> NEW_LINE_KEYS = List.of("\u001b\r", "\u001b\n");

  private static final String SHOW_PROMPT = "recado-show-prompt";

  /** Focus reports and bracketed paste off. */
  private static final byte[] RESET_MODES =
      (FocusReports.OFF + LineReaderImpl.BRACKETED_PASTE_OFF).getBytes(StandardCharsets.US_ASCII);

  private static final char NO_ECHO = 0;

  private final Thread keyboard = Thread.currentThread();
  private final Terminal terminal;
  private final boolean echo;
  private final Look look;
  private final AtomicBoolean closed = new AtomicBoolean();
  private LineReader reader; // replaced once, before other threads begin
  private volatile String prompt = "";
  private volatile boolean asking;

  private final Attention attention = new Attention();
  private final Notifier notifier;

  private LineScreen(Terminal terminal, Notifier notifier) {
    this.terminal = terminal;
    this.notifier = notifier;
    this.reader = builder().variable(LineReader.DISABLE_HISTORY, true).build();
    this.look =
        new Look(hasColour(terminal), terminal.outputEncoding().newEncoder().canEncode('✓'));
    this.echo = terminal.echo(false); // what is typed between two lines is shown by the next
  }

  /** The terminal that the program was started in; empty if there is none, or it is a dumb one. */
  public static Optional<LineScreen> open(Notifier notifier) {
    String type = System.getenv("TERM");
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    if (!windows && (type == null || type.isEmpty() || type.startsWith(Terminal.TYPE_DUMB))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LineScreen(
              TerminalBuilder.builder()
                  .system(true)
                  .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                  .dumb(false)
                  .graphemeCluster(false) // or JLine asks the terminal, and eats what was typed
                  .stdinEncoding(PlainScreen.charset("stdin.encoding"))
                  .stdoutEncoding(PlainScreen.charset("stdout.encoding"))
                  .build(),
              notifier));
    } catch (IOException | IllegalStateException expected) {
      return Optional.empty(); // a pipe
    }
  }

  private static boolean hasColour(Terminal terminal) {
    String noColour = System.getenv("NO_COLOR"); // https://no-color.org
    Integer colours = terminal.getNumericCapability(Capability.max_colors);
    return (noColour == null || noColour.isEmpty()) && colours != null && colours >= LEAST_COLOURS;
  }

  private LineReaderBuilder builder() {
    return LineReaderBuilder.builder()
        .terminal(terminal)
        .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // "!" is a character like others
        .option(LineReader.Option.INSERT_TAB, false)
        .option(LineReader.Option.CASE_INSENSITIVE, true)
        .variable(LineReader.BELL_STYLE, "none")
        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "  ");
  }

  private LineReaderBuilder remembering(Path typedLines) {
    return builder()
        .variable(LineReader.HISTORY_FILE, typedLines)
        .variable(LineReader.HISTORY_SIZE, MAX_TYPED_LINES_KEPT)
        .variable(LineReader.HISTORY_FILE_SIZE, MAX_TYPED_LINES_KEPT);
  }

  /** What was typed before, for a face that reads the keys itself. */
  public History typedLines(Path file) {
    return new DefaultHistory(remembering(file).build());
  }

  /** The terminal, for the same. */
  public Terminal terminal() {
    return terminal;
  }

  /** How it is asked to call a person. */
  public Notifier notifier() {
    return notifier;
  }

  @Override
  public void beginChat(Path typedLines, Supplier<Status> status, Consumer<Boolean> focus) {
    reader =
        remembering(typedLines)
            .completer(new NameCompleter(status))
            .option(LineReader.Option.ERASE_LINE_ON_FINISH, true) // it comes back with its tick
            .build();
    reader.getWidgets().put(SHOW_PROMPT, this::showPrompt);
    reader.getWidgets().put(NEW_LINE, this::newLine);
    reader.getKeyMaps().values().forEach(keys -> keys.bind(new Reference(NEW_LINE), NEW_LINE_KEYS));
    reader.getWidgets().put(LineReader.CALLBACK_INIT, this::showPrompt);
    reader.getWidgets().put(LineReader.FOCUS_IN, () -> told(focus, true));
    reader.getWidgets().put(LineReader.FOCUS_OUT, () -> told(focus, false));
    Runtime.getRuntime().addShutdownHook(new Thread(this::resetModes, "recado-reset-terminal"));
    if (!terminal.trackFocus(true)) { // JLine knows it of xterm alone; others ignore what is new
      write(FocusReports.ON);
    }
  }

  private boolean newLine() {
    reader.getBuffer().write('\n');
    return true;
  }

  private boolean told(Consumer<Boolean> focus, boolean focused) {
    attention.focus(focused);
    focus.accept(focused);
    return true;
  }

  private void write(String control) {
    terminal.writer().write(control);
    terminal.flush();
  }

  @Override
  public boolean isInteractive() {
    return true;
  }

  @Override
  public Look look() {
    return look;
  }

  @Override
  public int columns() {
    int columns = closed.get() ? 0 : terminal.getColumns();
    return columns > 0 ? columns : DISPLAYED_WITHOUT_SIZE;
  }

  @Override
  public void print(List<AttributedString> lines) {
    if (!lines.isEmpty() && !closed.get()) {
      reader.printAbove(AttributedString.join(new AttributedString("\n"), lines));
    }
  }

  // ---- the prompt

  @Override
  public void prompt(String text) {
    prompt = text;
    if (reader.isReading()) {
      try {
        reader.callWidget(SHOW_PROMPT);
      } catch (IllegalStateException expected) {
        // The line has just ended; the next one begins with CALLBACK_INIT, which shows it.
      }
    }
  }

  /** Runs under JLine's lock. */
  private boolean showPrompt() {
    if (!asking && reader instanceof LineReaderImpl implementation) {
      implementation.setPrompt(escaped(prompt));
      implementation.redisplay();
    }
    return true;
  }

  /** JLine gives a meaning to % in prompts. */
  private static String escaped(String text) {
    return text.replace("%", "%%");
  }

  // ---- the keyboard

  @Override
  public Typed readLine(String draft) {
    return read(prompt, null, draft);
  }

  @Override
  public Optional<String> ask(String question) {
    return asked(question, null);
  }

  @Override
  public Optional<Secret> askSecret(String question) {
    return asked(question, NO_ECHO).flatMap(Secrets::of);
  }

  private Optional<String> asked(String question, @Nullable Character mask) {
    asking = true;
    boolean erase = reader.isSet(LineReader.Option.ERASE_LINE_ON_FINISH);
    Object noHistory = reader.getVariable(LineReader.DISABLE_HISTORY);
    reader.option(LineReader.Option.ERASE_LINE_ON_FINISH, false);
    reader.setVariable(LineReader.DISABLE_HISTORY, true);
    try {
      return read(question, mask, "") instanceof Typed.Line(String text)
          ? Optional.of(text)
          : Optional.empty();
    } finally {
      reader.option(LineReader.Option.ERASE_LINE_ON_FINISH, erase);
      reader.setVariable(LineReader.DISABLE_HISTORY, noHistory);
      asking = false;
    }
  }

  private Typed read(String promptText, @Nullable Character mask, String draft) {
    try {
      String line = reader.readLine(escaped(promptText), null, mask, draft);
      attention.key();
      return new Typed.Line(line);
    } catch (UserInterruptException e) {
      var _ = Thread.interrupted(); // it has done its work
      return new Typed.Interrupted(e.getPartialLine());
    } catch (EndOfFileException _) {
      return new Typed.End();
    } catch (IOError | IllegalStateException expected) {
      return new Typed.End(); // the terminal was closed: the window is gone, or we are being killed
    }
  }

  @Override
  public String edit(String text) throws IOException {
    boolean nowEcho = terminal.echo(echo); // an editor finds the terminal as any program does
    try {
      return Editor.edit(text, System.getenv());
    } finally {
      terminal.echo(nowEcho);
    }
  }

  @Override
  public void call(String title, String body) {
    if (!closed.get() && attention.isAway()) {
      write(notifier.call(title, body));
    }
  }

  @Override
  public boolean interrupt() {
    keyboard.interrupt();
    return true;
  }

  // ---- the end

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      resetModes();
      try {
        if (reader.isReading()) {
          write("\n"); // what is said after this begins a line
        }
        terminal.echo(echo);
        terminal.close();
      } catch (IOException | IOError | IllegalStateException expected) {
        // It was closed already, as when the program is killed.
      }
    }
  }

  /** Past JLine, whose terminal may be closed already when the program is killed. */
  private void resetModes() {
    try {
      new FileOutputStream(FileDescriptor.out).write(RESET_MODES);
    } catch (IOException expected) {
      // The terminal is gone, and its modes with it.
    }
  }
}
