package recado.server.admin;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The subcommands for operators. */
public final class AdminCommands {
  private static final String DATA = "--data";

  private AdminCommands() {}

  /** Adds them to a command line that has an option {@code --data} for all its subcommands. */
  public static void addTo(CommandLine root) {
    root.addSubcommand(new CheckCommand());
    root.addSubcommand(new RepairCommand());
    root.addSubcommand(new BackupCommand());
    root.addSubcommand(new RestoreCommand());
    root.addSubcommand(new TlsCommand());
  }

  /** What {@code --data} says, wherever on the command line it stands. */
  public static Path data(CommandSpec command) {
    return command.root().findOption(DATA).getValue();
  }

  /** A folder as it was typed, and where that is. */
  public static String written(Path folder) {
    return folder.isAbsolute()
        ? folder.toString()
        : folder + " (" + folder.toAbsolutePath().normalize() + ")";
  }

  /**
   * What the stores would log is said by the command itself, in its own words. Comes before any of
   * them is used.
   */
  public static void silenceLog() {
    String level = "org.slf4j.simpleLogger.defaultLogLevel";
    if (System.getProperty(level) == null) {
      System.setProperty(level, "off");
    }
  }
}
