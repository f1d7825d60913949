package recado.client.script;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import recado.client.arrival.AccountOptions;
import recado.client.arrival.ClientLog;
import recado.client.arrival.Failures;
import recado.client.local.Damage;
import recado.client.local.Home;
import recado.client.net.ServerAddress;
import recado.client.terminal.NoticeLines;
import recado.client.terminal.PlainScreen;
import recado.client.terminal.StartException;
import recado.client.texts.Phrase;
import recado.protocol.Conversation;
import recado.protocol.ProtocolException;
import recado.protocol.UserName;

/** What the commands for scripts have in common: an account, complaints, and how they end. */
abstract class Script implements Callable<Integer> {
  @Mixin private AccountOptions options = new AccountOptions();
  @Spec private CommandSpec command = CommandSpec.create();

  private final Map<String, String> environment = System.getenv();
  private final PrintStream out =
      new PrintStream(
          new FileOutputStream(FileDescriptor.out), false, PlainScreen.charset("stdout.encoding"));

  /**
   * Does it.
   *
   * @return one of {@link ExitCodes}
   */
  abstract int run(Home home) throws IOException, StartException, InterruptedException;

  @Override
  public Integer call() {
    try {
      Home home = Home.open(options.home(environment));
      ClientLog.begin(home);
      return run(home);
    } catch (StartException e) {
      complain(e.message());
      return e.exitCode();
    } catch (IOException e) {
      complain(Failures.explain(e));
      return ExitCodes.FAILED;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitCodes.FAILED; // nobody does that
    } finally {
      out.flush();
    }
  }

  // ---- what it says

  /** Where the result goes, and nothing else. */
  PrintStream out() {
    return out;
  }

  /** Prints a line of the result; false if nobody reads any more. */
  boolean print(String line) {
    out.println(line);
    return !out.checkError();
  }

  /** Says something that is no result. */
  void complain(String line) {
    System.err.println(command.qualifiedName() + ": " + line);
  }

  void complain(Damage damage) {
    complain(NoticeLines.explanation(damage));
  }

  static StartException wrong(String line) {
    return new StartException(ExitCodes.USAGE, line);
  }

  // ---- what is given

  Map<String, String> environment() {
    return environment;
  }

  AccountOptions options() {
    return options;
  }

  /** A conversation as it is written: {@code @bruno}, {@code #casa} or {@code *}. */
  static Conversation conversation(String written) throws StartException {
    try {
      return Conversation.parse(written);
    } catch (ProtocolException _) {
      throw wrong(Phrase.NOT_A_CONVERSATION.text(written));
    }
  }

  /** An account, which need not exist. */
  record Place(String server, UserName user) {}

  Place place(Home home) throws IOException, StartException {
    Optional<Home.LastUsed> last = home.lastUsed(this::complain);
    ServerAddress server = options.serverOr(last);
    Optional<UserName> user = options.userOr(last);
    if (user.isEmpty()) {
      throw wrong(Phrase.NO_NAME.text());
    }
    return new Place(server.toString(), user.get());
  }
}
