package recado.client.arrival;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import recado.client.local.Home;

/** Where the client's own troubles go: nothing that is logged may appear on the terminal. */
public final class ClientLog {
  private ClientLog() {}

  /** Logs to {@code client.log} from now on; before anything is logged. */
  public static void begin(Home home) {
    Path file = home.folder().resolve("client.log");
    Logger.getLogger("org.jline").setLevel(Level.OFF);
    System.setProperty("org.slf4j.simpleLogger.logFile", file.toString());
    Thread.setDefaultUncaughtExceptionHandler(new LoggedExceptions());
  }
}
