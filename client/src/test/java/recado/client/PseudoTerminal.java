package recado.client;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.AbstractPosixTerminal;
import org.jline.terminal.spi.Pty;
import org.jline.utils.ScreenTerminal;
import recado.client.pictures.ScreenPicture;

/**
 * A terminal as a person has it in front of them: a pseudo-terminal of the system's, with a screen
 * behind it. A program in it cannot tell the difference.
 */
public final class PseudoTerminal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern DEVICE = Pattern.compile("\\[(/dev/.*)]");

  private final Terminal terminal; // only to own the pseudo-terminal
  private final OutputStream keys;
  private final ScreenTerminal screen;
  private int columns;
  private int rows;
  private final Process process;
  private final StringBuilder everything = new StringBuilder(); // with all control characters

  public PseudoTerminal(int columns, int rows, ProcessBuilder program) throws IOException {
    this(columns, rows, "xterm-256color", program);
  }

  PseudoTerminal(int columns, int rows, String type, ProcessBuilder program) throws IOException {
    this.columns = columns;
    this.rows = rows;
    screen = new ScreenTerminal(columns, rows);
    terminal =
        TerminalBuilder.builder()
            .provider("ffm")
            .type("xterm-256color")
            .streams(InputStream.nullInputStream(), OutputStream.nullOutputStream())
            .graphemeCluster(false) // which would talk to it
            .size(Size.of(columns, rows))
            .paused(true)
            .build();
    Pty pty = ((AbstractPosixTerminal) terminal).getPty();
    keys = pty.getMasterOutput();
    Reader shown = new InputStreamReader(pty.getMasterInput(), StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().start(() -> watch(shown)); // reading a file holds its thread
    program.environment().put("TERM", type);
    File device = deviceOf(pty);
    process = program.redirectInput(device).redirectOutput(device).redirectError(device).start();
  }

  private static File deviceOf(Pty pty) {
    Matcher device = DEVICE.matcher(pty.toString());
    if (!device.find()) {
      throw new IllegalStateException("no device in " + pty);
    }
    return new File(device.group(1));
  }

  private void watch(Reader shown) {
    char[] buffer = new char[4_096];
    try {
      int count;
      while ((count = shown.read(buffer)) >= 0) {
        synchronized (screen) {
          String text = new String(buffer, 0, count);
          everything.append(text);
          screen.write(text);
          keys.write(screen.read().getBytes(StandardCharsets.UTF_8)); // what a terminal answers
          screen.notifyAll();
        }
      }
    } catch (IOException expected) {
      // The terminal was closed.
    }
  }

  /** Types, without Enter. */
  public PseudoTerminal type(String text) {
    try {
      keys.write(text.getBytes(StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The person makes the window larger or smaller. */
  PseudoTerminal resize(int newColumns, int newRows) throws IOException, InterruptedException {
    synchronized (screen) {
      columns = newColumns;
      rows = newRows;
      screen.setSize(Size.of(newColumns, newRows));
    }
    terminal.setSize(Size.of(newColumns, newRows));
    // The system would tell a program that was started by a shell in this terminal.
    return signal("WINCH");
  }

  /** Sends a signal to the program. */
  PseudoTerminal signal(String name) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
    return this;
  }

  /** The window is in front, or is not any more. */
  public PseudoTerminal focus(boolean focused) {
    return type(focused ? "\u001b[I" : "\u001b[O");
  }

  /** Pastes, as a terminal does for a program that wants to know. */
  PseudoTerminal paste(String text) {
    return type("\u001b[200~" + text.replace('\n', '\r') + "\u001b[201~");
  }

  /** Waits until a line of the screen matches this. */
  public PseudoTerminal hasLine(String regex) {
    return await(
        "a line that matches " + regex,
        _ -> screen().stream().anyMatch(line -> line.matches(regex)));
  }

  /** Types a line. */
  public PseudoTerminal enter(String line) {
    return type(line + "\r");
  }

  /** Waits until a line of the screen, or of what has scrolled off it, has this in it. */
  public PseudoTerminal shows(String text) {
    return await(
        "a line with «" + text + "»",
        lines -> lines.stream().anyMatch(line -> line.contains(text)));
  }

  /** Waits until the line at the cursor is this one. */
  public PseudoTerminal hasAtCursor(String line) {
    return await("at the cursor «" + line + "»", lines -> cursorLine().equals(line));
  }

  public PseudoTerminal await(String what, Predicate<List<String>> condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    synchronized (screen) {
      while (!condition.test(lines())) {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
          throw new AssertionError(
              "waited for " + what + "; the screen is\n" + String.join("\n", lines()));
        }
        try {
          screen.wait(millis);
        } catch (InterruptedException e) {
          throw new AssertionError("interrupted while waiting for " + what, e);
        }
      }
    }
    return this;
  }

  /** What scrolled off and what is shown, without the spaces at the ends of lines. */
  List<String> lines() {
    synchronized (screen) {
      List<String> lines = new ArrayList<>();
      screen.getHistory().forEach(row -> lines.add(text(row, 0)));
      lines.addAll(screen());
      return lines;
    }
  }

  /** What is shown. */
  List<String> screen() {
    synchronized (screen) {
      long[] cells = cells(new int[2]);
      List<String> lines = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        lines.add(text(cells, row * columns));
      }
      return lines;
    }
  }

  private String cursorLine() {
    int[] cursor = new int[2];
    return text(cells(cursor), cursor[1] * columns);
  }

  /** Whether the first character of this text is shown in a colour. */
  public boolean isInColour(String text) {
    synchronized (screen) {
      long[] cells = cells(new int[2]);
      for (int row = 0; row < rows; row++) {
        int place = text(cells, row * columns).indexOf(text);
        if (place >= 0) {
          return ScreenTerminal.cellHasForeground(cells[row * columns + place]);
        }
      }
      return false;
    }
  }

  /** A picture of what is shown now. */
  public ScreenPicture picture() {
    synchronized (screen) {
      int[] cursor = new int[2];
      return new ScreenPicture(cells(cursor), columns, rows, cursor[0], cursor[1]);
    }
  }

  private long[] cells(int[] cursor) {
    long[] cells = new long[columns * rows];
    screen.dump(cells, cursor);
    return cells;
  }

  private String text(long[] cells, int from) {
    StringBuilder line = new StringBuilder();
    for (int i = from; i < Math.min(from + columns, cells.length); i++) {
      int c = ScreenTerminal.cellCodePoint(cells[i]);
      if (c != 0) { // the second half of a wide character
        line.appendCodePoint(c);
      }
    }
    return line.toString().stripTrailing();
  }

  /** All that the program ever wrote, control characters and all. */
  String everythingWritten() {
    synchronized (screen) {
      return everything.toString();
    }
  }

  /** Waits for the program to end and gives its exit code. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end; the screen is\n" + String.join("\n", lines()));
    }
    return process.exitValue();
  }

  /** Ends the program as a crash would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  Process process() {
    return process;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    terminal.close();
  }
}
