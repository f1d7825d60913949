package recado.client.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;
import recado.client.desk.Status;
import recado.protocol.Secret;

/**
 * A pipe, a dumb terminal, or one of which nothing clever is wanted: lines in, lines out, and not
 * one control character. The keyboard's thread reads, any thread prints.
 */
public final class PlainScreen implements Screen {
  private final @Nullable Console console; // if somebody sits there
  private final BufferedReader in;
  private final PrintStream out;
  private final Look look;
  private int linesRead; // the keyboard's thread's

  /** On the standard streams. */
  public PlainScreen() {
    this(terminal(), FileDescriptor.out, charset("stdout.encoding"));
  }

  private PlainScreen(@Nullable Console console, FileDescriptor outFile, Charset outCharset) {
    this.console = console;
    Charset inCharset = charset("stdin.encoding");
    in =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(FileDescriptor.in), inCharset));
    out = new PrintStream(new FileOutputStream(outFile), true, outCharset);
    look = new Look(false, outCharset.newEncoder().canEncode('✓'));
  }

  /** Where nobody is asked anything, and what is printed is no result. */
  public static PlainScreen forScript() {
    return new PlainScreen(null, FileDescriptor.err, charset("stderr.encoding"));
  }

  @SuppressWarnings("SystemConsoleNull") // it was so in JDK 22 to 24
  private static @Nullable Console terminal() {
    Console console = System.console();
    return console != null && console.isTerminal() ? console : null;
  }

  /**
   * What the system says; but where it says ASCII nobody has told it anything, as in a container,
   * and UTF-8 is what people send.
   */
  public static Charset charset(String property) {
    Charset charset = Charset.forName(System.getProperty(property, "UTF-8"));
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }

  @Override
  public boolean isInteractive() {
    return console != null;
  }

  @Override
  public Look look() {
    return look;
  }

  @Override
  public int columns() {
    return 0;
  }

  @Override
  public void print(List<AttributedString> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append(System.lineSeparator()));
    out.print(text); // at once, whichever thread prints beside us
    out.flush();
  }

  @Override
  public void prompt(String prompt) {
    // A prompt would stand in the middle of what others say.
  }

  @Override
  public void beginChat(Path typedLines, Supplier<Status> status, Consumer<Boolean> focus) {
    // Nothing is completed or found again here, and whoever looks cannot be seen.
  }

  @Override
  public int linesRead() {
    return linesRead;
  }

  @Override
  public Typed readLine(String draft) {
    if (!draft.isEmpty()) {
      return new Typed.Line(draft); // it cannot be changed here
    }
    try {
      String line = in.readLine();
      linesRead++;
      return line == null ? new Typed.End() : new Typed.Line(line);
    } catch (IOException _) {
      return new Typed.End(); // a terminal that went away
    }
  }

  @Override
  public Optional<String> ask(String question) {
    out.print(question);
    out.flush();
    return readLine("") instanceof Typed.Line(String text) ? Optional.of(text) : Optional.empty();
  }

  @Override
  public Optional<Secret> askSecret(String question) {
    char @Nullable [] typed = console == null ? null : console.readPassword("%s", question);
    return typed == null ? Optional.empty() : Secrets.of(new String(typed));
  }

  @Override
  public String edit(String text) throws IOException {
    return Editor.edit(text, System.getenv());
  }

  @Override
  public void call(String title, String body) {
    // Not one control character.
  }

  @Override
  public boolean interrupt() {
    return false; // nor can a read from a file
  }

  @Override
  public void close() {
    out.flush();
  }
}
