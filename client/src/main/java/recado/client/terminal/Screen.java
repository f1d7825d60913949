package recado.client.terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jline.utils.AttributedString;
import recado.client.desk.Status;
import recado.protocol.Secret;

/**
 * Where lines are typed and shown: a terminal that can move its cursor, or one that cannot, or a
 * pipe.
 *
 * <p>The keyboard's thread, which makes the screen, reads; any thread may print, set the prompt,
 * interrupt and close.
 */
public sealed interface Screen extends AutoCloseable permits LineScreen, PlainScreen {
  /** Whether somebody sits there who can be asked. */
  boolean isInteractive();

  /** Colours and signs that can be used. */
  Look look();

  /** How wide it is; 0 where lines are not to be broken. */
  int columns();

  /** Prints lines, above what is being typed. */
  void print(List<AttributedString> lines);

  /** Prints one line, or several where it is too long. */
  default void print(String line) {
    print(new Paragraph(line).lines(columns()));
  }

  /** Sets what stands before the line being typed. */
  void prompt(String prompt);

  /**
   * Gets ready for chatting.
   *
   * @param typedLines a file for the lines typed, to find them again with the arrow keys
   * @param status for completion
   * @param focus is told when the terminal comes to the front or leaves it
   */
  void beginChat(Path typedLines, Supplier<Status> status, Consumer<Boolean> focus);

  /** How many lines have been read, where they come from a pipe. */
  default int linesRead() {
    return 0;
  }

  /** Reads a line, beginning with a draft. */
  Typed readLine(String draft);

  /** Asks a question; empty if it is not answered. */
  Optional<String> ask(String question);

  /** Asks for something that is not shown while it is typed; empty if it is not answered. */
  Optional<Secret> askSecret(String question);

  /**
   * Lets the person change a text with an editor.
   *
   * @throws IOException if that cannot be done
   */
  String edit(String text) throws IOException;

  /** Calls a person who is not looking, where there is a way to. */
  void call(String title, String body);

  /** Ends the reading of a line as Ctrl-C does; false where that cannot be done. */
  boolean interrupt();

  /** Leaves the terminal as it was. */
  @Override
  void close();
}
