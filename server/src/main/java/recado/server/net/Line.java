package recado.server.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.server.tls.Encryption;

/**
 * The line to one peer: a socket, and TLS over it if the port has that. Reading is one thread's and
 * writing another's; closing is anybody's.
 */
final class Line implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  /** By name, for not every Java has the class in which they are. */
  private static final Map<String, Integer> KEEP_ALIVE =
      Map.of("TCP_KEEPIDLE", 60, "TCP_KEEPINTERVAL", 15, "TCP_KEEPCOUNT", 4); // seconds, and times

  private final Socket socket;
  private final @Nullable SSLSocket encrypted;

  /**
   * A line over a connected socket, which is closed with it.
   *
   * @throws IOException if the socket is closed already
   */
  Line(Socket socket, @Nullable Encryption encryption) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    encrypted = encryption == null ? null : encryption.over(socket);
  }

  /**
   * Waits until nobody else can read what is said here, if that is how the port is.
   *
   * @throws IOException if the peer does not take part, or is gone
   */
  void encrypt() throws IOException {
    if (encrypted != null) {
      encrypted.startHandshake();
    }
  }

  /**
   * Has the system find out whether the peer is there, although it says nothing: one that is not is
   * noticed after two minutes, where the system lets us say so (else after its own time).
   */
  void keepAlive() throws IOException {
    socket.setKeepAlive(true);
    for (SocketOption<?> option : socket.supportedOptions()) {
      Integer value = KEEP_ALIVE.get(option.name());
      if (value != null) {
        @SuppressWarnings("unchecked") // each of these is a number
        SocketOption<Integer> number = (SocketOption<Integer>) option;
        socket.setOption(number, value);
      }
    }
  }

  InputStream in() throws IOException {
    return top().getInputStream();
  }

  OutputStream out() throws IOException {
    return top().getOutputStream();
  }

  private Socket top() {
    return encrypted == null ? socket : encrypted;
  }

  boolean isEncrypted() {
    return encrypted != null;
  }

  InetAddress address() {
    return socket.getInetAddress();
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  /**
   * Says that nothing more will come, so that the peer knows that nobody has cut off the rest. May
   * wait for the peer, until somebody {@link #close closes} the line.
   */
  void sayEnd() {
    if (encrypted != null && !socket.isClosed()) {
      try {
        encrypted.close();
      } catch (IOException e) {
        LOG.debug("the end of TLS with {}: {}", address(), e.getMessage());
      }
    }
  }

  /** At once, whatever a read or write waits for. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing the line to {}: {}", address(), e.getMessage());
    }
  }

  @Override
  public String toString() {
    String host = socket.getInetAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + socket.getPort();
  }
}
