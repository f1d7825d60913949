package recado.client;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
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
import recado.protocol.ProtocolException;
import recado.protocol.Secret;
import recado.protocol.UserName;

@Command(
    name = "recado chat",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Chats from a terminal over a Recado server.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The person left, or all that came from a pipe was sent",
      "1:It could not be done: no server, wrong password, a file that cannot be written",
      "2:A wrong option, or something missing that nobody can be asked for"
    },
    footer = {
      "%nExamples:",
      "  recado chat --server chat.example.org:3333 --user ana",
      "  echo '@bruno The backup is done.' | recado chat --user ana"
    })
public final class Main implements Callable<Integer> {
  private static final String PASSWORD_VARIABLE = "RECADO_PASSWORD";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description = "The server; the last one used, or 127.0.0.1:3333.")
  private @Nullable String server;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Who you are; the last one used, or asked for.")
  private @Nullable String user;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Where history and settings are kept; your user data folder.")
  private @Nullable Path home;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "What this machine is called; made up once. Letters a-z, digits and -.")
  private @Nullable String device;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "A file whose first line is the password, which is then not asked for."
              + " RECADO_PASSWORD in the environment does the same.")
  private @Nullable Path passwordFile;

  @Option(names = "--register", description = "Make the account without asking, if there is none.")
  private boolean register;

  @Option(
      names = "--plain",
      description = "Plain lines: no editing, no colours, no escape codes. Always so in a pipe.")
  private boolean plain;

  public static void main(String... args) {
    Logger.getLogger("org.jline").setLevel(Level.OFF); // it would write into the chat
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.getCommandSpec().version("recado chat " + version());
    return line.setExecutionExceptionHandler((e, _, _) -> failed(line, e));
  }
}
