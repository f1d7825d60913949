package recado.client.net;

import java.util.regex.Pattern;

/** Where a server listens. */
public record ServerAddress(String host, int port) {
  /** The port of a server that nobody gave another one. */
  public static final int DEFAULT_PORT = 3333;

  /** Where a server listens that nobody told anything else. */
  public static final ServerAddress USUAL = new ServerAddress("127.0.0.1", DEFAULT_PORT);

  private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127\\.[0-9.]+|::1");
  private static final int MAX_PORT = 65_535;

  /**
   * Takes a host and a port that can be.
   *
   * @throws IllegalArgumentException if they cannot
   */
  public ServerAddress {
    if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '/')) {
      throw new IllegalArgumentException("no host in it");
    }
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("a port is a number from 1 to " + MAX_PORT);
    }
  }

  /**
   * Reads {@code host}, {@code host:port}, {@code [::1]} or {@code [::1]:port}; without a port it
   * is {@link #DEFAULT_PORT}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static ServerAddress parse(String written) {
    if (written.startsWith("[")) {
      int end = written.indexOf(']');
      if (end < 0) {
        throw new IllegalArgumentException("a ] is missing");
      }
      String rest = written.substring(end + 1);
      return new ServerAddress(
          written.substring(1, end), rest.isEmpty() ? DEFAULT_PORT : port(rest));
    }
    int colon = written.indexOf(':');
    if (colon < 0 || colon != written.lastIndexOf(':')) { // none, or an IPv6 address without [ ]
      return new ServerAddress(written, DEFAULT_PORT);
    }
    return new ServerAddress(written.substring(0, colon), port(written.substring(colon)));
  }

  private static int port(String written) {
    try {
      return written.startsWith(":") ? Integer.parseInt(written.substring(1)) : 0;
    } catch (NumberFormatException _) {
      return 0; // which no port is
    }
  }

  /** Whether it is one that every machine has for itself. */
  public boolean isThisMachine() {
    return THIS_MACHINE.matcher(host).matches();
  }

  /** As {@link #parse} reads it, the port included. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
