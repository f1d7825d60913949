package recado.server;

import java.io.Console;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, by which operators ask a server to read its files again. Java has it only in {@code
 * sun.misc}, which a compiler warns of and other Javas lack: so it is looked up at run time.
 */
final class Hangup {
  private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

  private Hangup() {}

  /** Whether it may mean that a terminal was closed, and not that somebody asks. */
  @SuppressWarnings("SystemConsoleNull") // it is null where there is no terminal
  static boolean isOfTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Runs the action at every SIGHUP from now on, which else ends the process. */
  @SuppressWarnings("ReferenceEquality") // of a proxy there is no other
  static void handle(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler run =
          (self, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  action.run();
                  yield null;
                }
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> "the handler of SIGHUP";
              };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, run);
      Object hup = signal.getConstructor(String.class).newInstance("HUP");
      signal.getMethod("handle", signal, handler).invoke(null, hup, proxy);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.info("SIGHUP does nothing here ({}): restart for a new certificate", e.toString());
    }
  }
}
