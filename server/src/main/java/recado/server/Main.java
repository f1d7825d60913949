package recado.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.PropertiesDefaultProvider;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import recado.protocol.Text;
import recado.server.admin.AdminCommands;
import recado.server.postoffice.Quotas;

/** The command line of the server. */
@Command(
    name = "recado-server",
    mixinStandardHelpOptions = true,
    versionProvider = Main.ManifestVersion.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Keeps and delivers the messages of a Recado chat.",
      "Without a command it runs the server; the commands are for its data folder."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped in order (Ctrl-C, SIGTERM)",
      "1:could not start, for example because the port is taken",
      "2:an option is wrong"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  recado-server --port 3333 --bind 0.0.0.0 --data /var/lib/recado --name home",
      "",
      "The same in a file for --config, a line for each option without its dashes:",
      "  port=3333",
      "  bind=0.0.0.0"
    })
public final class Main implements Callable<Integer> {
  private static final int MIN_PASSWORD_MEMORY_KIB = 8; // RFC 9106: 8 for each lane

  enum Durability {
    fsync,
    os
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      defaultValue = "3333",
      paramLabel = "PORT",
      description = "Port to listen on; 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description =
          "Address to listen on; 0.0.0.0 lets other machines in (default: ${DEFAULT-VALUE}).")
  private String bind = "";

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      defaultValue = "data",
      paramLabel = "DIR",
      description = "Folder of users, groups and messages (default: ./${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Option(
      names = "--name",
      defaultValue = "recado",
      paramLabel = "NAME",
      description = "What the server calls itself, one word (default: ${DEFAULT-VALUE}).")
  private String name = "";

  @Option(
      names = "--motd",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "Message of the day, shown to everybody who connects.")
  private String motd = "";

  @Option(
      names = "--durability",
      defaultValue = "fsync",
      paramLabel = "fsync|os",
      description =
          "What a message must survive before it is acknowledged: a power cut (fsync), or only the"
              + " end of the server (os) (default: ${DEFAULT-VALUE}).")
  private Durability durability = Durability.fsync;

  @Option(
      names = "--password-memory-kib",
      defaultValue = "19456",
      paramLabel = "KIB",
      description = "Argon2id: memory for each password check (default: ${DEFAULT-VALUE}).")
  private int passwordMemoryKib;

  @Option(
      names = "--password-iterations",
      defaultValue = "2",
      paramLabel = "N",
      description = "Argon2id: passes over that memory (default: ${DEFAULT-VALUE}).")
  private int passwordIterations;

  @Option(
      names = "--mailbox-limit",
      defaultValue = "100000",
      paramLabel = "N",
      description =
          "How many entries may wait for a device; who writes to a full mailbox is told that it is"
              + " (default: ${DEFAULT-VALUE}).")
  private int mailboxLimit;

  @Option(names = "--no-message-log", description = "Do not write messages.csv.")
  private boolean noMessageLog;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read options from this properties file; those given here count more.")
  @SuppressWarnings("UnusedVariable") // read before all others, by useConfig
  private @Nullable Path config;

  private Main() {}

  /** Runs until it is told to stop. */
  public static void main(String[] args) {
    CommandLine commandLine = new CommandLine(new Main());
    AdminCommands.addTo(commandLine);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(Main::explain);
    commandLine.setExecutionExceptionHandler((e, _, _) -> fail(e));
    int exitCode;
    try {
      useConfig(commandLine, args);
      exitCode = commandLine.execute(args);
    } catch (ParameterException e) {
      exitCode = explain(e, args);
    }
    System.exit(exitCode);
  }

  /** One line that says what is wrong, and no stack trace. */
  private static int explain(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("recado-server: " + e.getMessage() + " (see --help)");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static int fail(Exception e) {
    if (e instanceof IOException || e instanceof IllegalStateException) {
      System.err.println("recado-server: " + e.getMessage());
    } else {
      e.printStackTrace();
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Lets the file of {@code --config} give the defaults of the other options. */
  private static void useConfig(CommandLine commandLine, String[] args) {
    String file = null;
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--config=")) {
        file = args[i].substring("--config=".length());
      } else if (args[i].equals("--config") && i + 1 < args.length) {
        file = args[i + 1];
      }
    }
    if (file == null) {
      return;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(commandLine, "reading " + file + " failed: " + e.getMessage());
    }
    for (String key : properties.stringPropertyNames()) {
      if (commandLine.getCommandSpec().findOption("--" + key) == null) {
        throw new ParameterException(commandLine, file + ": there is no option " + key);
      }
    }
    commandLine.setDefaultValueProvider(new PropertiesDefaultProvider(properties));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Server server = Server.start(validConfig());
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "recado-stop"));
    System.out.println(
        "Recado listens on "
            + written(server.address())
            + ", data in "
            + data.toAbsolutePath().normalize());
    System.out.flush();
    never.await(); // until the shutdown hook ends the process
    return CommandLine.ExitCode.OK;
  }

  private static String written(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Ends the process with 0: being told to stop is no failure. */
  private static void stop(Server server) {
    try {
      server.close();
      Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(CommandLine.ExitCode.SOFTWARE);
    }
  }

  private ServerConfig validConfig() {
    check(port >= 0 && port <= 65_535, "--port is from 0 to 65535, not " + port);
    check(
        name.matches("[A-Za-z0-9._-]{1,64}"), "--name is one word of A-Z, a-z, 0-9, '.', '_', '-'");
    check(motd.indexOf(0) < 0 && Text.lengthInBytes(motd) <= 1024, "--motd has at most 1024 bytes");
    check(
        passwordMemoryKib >= MIN_PASSWORD_MEMORY_KIB && passwordMemoryKib <= 4 << 20,
        "--password-memory-kib is from " + MIN_PASSWORD_MEMORY_KIB + " to " + (4 << 20));
    check(
        passwordIterations >= 1 && passwordIterations <= 1000,
        "--password-iterations is from 1 to 1000");
    check(mailboxLimit >= 1, "--mailbox-limit is at least 1");
    return new ServerConfig(
        bind,
        port,
        data,
        name,
        motd,
        durability == Durability.fsync,
        passwordMemoryKib,
        passwordIterations,
        !noMessageLog,
        new Quotas(mailboxLimit));
  }

  private void check(boolean valid, String message) {
    if (!valid) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  /** The version that the build wrote into the jar. */
  static final class ManifestVersion implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"recado-server " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
