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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.PropertiesDefaultProvider;
import picocli.CommandLine.ScopeType;
import recado.server.admin.AdminCommands;
import recado.server.dialect.zap.Flavour;
import recado.server.operator.ServerCommands;

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
  @Mixin private ServerOptions options = new ServerOptions();

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      defaultValue = "data",
      paramLabel = "DIR",
      description = "Folder of users, groups and messages (default: ./${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Read options from this properties file; those given here count more.")
  @SuppressWarnings("UnusedVariable") // read before all others, by useConfig
  private @Nullable Path config;

  private Main() {}

  /** Runs until it is told to stop. */
  public static void main(String[] args) {
    try {
      System.exit(run(args));
    } catch (Throwable e) {
      dieOf(e);
    }
  }

  private static int run(String[] args) {
    CommandLine commandLine = new CommandLine(new Main());
    AdminCommands.addTo(commandLine);
    ServerCommands.addTo(commandLine);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setAllowSubcommandsAsOptionParameters(true); // --registration invite
    commandLine.setParameterExceptionHandler(Main::explain);
    commandLine.setExecutionExceptionHandler((e, _, _) -> fail(e));
    try {
      useConfig(commandLine, args);
      return commandLine.execute(args);
    } catch (ParameterException e) {
      return explain(e, args);
    }
  }

  /**
   * For example of too little memory at the start: an Error, which nothing else catches. Threads
   * that run already would keep a process alive that serves nobody.
   */
  private static void dieOf(Throwable cause) {
    try {
      System.err.println("recado-server: ended by an error: " + cause);
      cause.printStackTrace();
    } finally {
      Runtime.getRuntime().halt(CommandLine.ExitCode.SOFTWARE); // hooks may need what is lacking
    }
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
    // Not those of commands: backup has an option of its own with the name of a server's.
    commandLine.getCommandSpec().defaultValueProvider(new PropertiesDefaultProvider(properties));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.useLogLevel(); // before anything has a logger: its level is fixed then
    Server server = Server.start(options.validConfig(data));
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "recado-stop"));
    StringBuilder where = new StringBuilder("Recado listens on ").append(written(server.address()));
    add(where, "with TLS", server.tlsAddress());
    for (Flavour flavour : Flavour.values()) {
      add(where, "for " + flavour.client(), server.zapAddress(flavour));
    }
    System.out.println(where + ", data in " + data.toAbsolutePath().normalize());
    System.out.flush();
    never.await(); // until the shutdown hook ends the process
    return CommandLine.ExitCode.OK;
  }

  private static void add(StringBuilder to, String what, @Nullable InetSocketAddress address) {
    if (address != null) {
      to.append(", ").append(what).append(" on ").append(written(address));
    }
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

  /** The version that the build wrote into the jar. */
  static final class ManifestVersion implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"recado-server " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
