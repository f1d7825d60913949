package recado.client.net;

import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param encrypted whether it is spoken to inside TLS
 */
public record ServerAddress(String host, int port, boolean encrypted) {
  /** The port of a server that nobody gave another one. */
  public static final int DEFAULT_PORT = 3333;

  /** The same with TLS. */
  public static final int DEFAULT_TLS_PORT = 3334;

  private static final String TLS = "tls://";

  /** Where a server listens that nobody told anything else. */
  public static final ServerAddress USUAL = new ServerAddress("127.0.0.1", DEFAULT_PORT, false);

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
   * Reads {@code host}, {@code host:port}, {@code [::1]} or {@code [::1]:port}, with {@code tls://}
   * before it or not; without a port it is {@link #DEFAULT_PORT} or {@link #DEFAULT_TLS_PORT}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static ServerAddress parse(String written) {
    return written.startsWith(TLS)
        ? parse(written.substring(TLS.length()), true)
        : parse(written, false);
  }

  private static ServerAddress parse(String written, boolean encrypted) {
    int usual = encrypted ? DEFAULT_TLS_PORT : DEFAULT_PORT;
    if (written.startsWith("[")) {
      int end = written.indexOf(']');
      if (end < 0) {
        throw new IllegalArgumentException("a ] is missing");
      }
      String rest = written.substring(end + 1);
      return new ServerAddress(
          written.substring(1, end), rest.isEmpty() ? usual : port(rest), encrypted);
    }
    int colon = written.indexOf(':');
    if (colon < 0 || colon != written.lastIndexOf(':')) { // none, or an IPv6 address without [ ]
      return new ServerAddress(written, usual, encrypted);
    }
    return new ServerAddress(
        written.substring(0, colon), port(written.substring(colon)), encrypted);
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

  /** The same inside TLS, at the usual port for that if it was the usual one. */
  public ServerAddress withTls() {
    return encrypted
        ? this
        : new ServerAddress(host, port == DEFAULT_PORT ? DEFAULT_TLS_PORT : port, true);
  }

  /** As {@link #parse} reads it, the port included. */
  @Override
  public String toString() {
    return (encrypted ? TLS : "") + place();
  }

  /** Host and port, however they are spoken to. */
  String place() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
