package recado.server.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import recado.server.dialect.Dialect;
import recado.server.tls.Encryption;

/**
 * A port that is taken, and what is spoken there.
 *
 * @param socket closed by the {@link Listener} that gets it
 * @param encryption what encrypts its connections, or null if nothing does
 */
public record Port(ServerSocket socket, Dialect dialect, @Nullable Encryption encryption) {
  private static final int QUEUE_OF_CONNECTIONS = 4096;

  /**
   * Takes a port; connections wait until a {@link Listener} accepts them.
   *
   * @param port 0 for any free one
   * @param option which option says the port
   * @throws IOException with a message for people if that cannot be had
   */
  public static ServerSocket bind(String address, int port, String option) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(
          new InetSocketAddress(InetAddress.getByName(address), port), QUEUE_OF_CONNECTIONS);
    } catch (UnknownHostException e) {
      socket.close();
      throw new IOException("there is no address " + address + " to bind to", e);
    } catch (BindException e) {
      socket.close();
      throw new IOException(
          "port "
              + port
              + " on "
              + address
              + " cannot be used ("
              + e.getMessage()
              + "): stop what uses it, or choose another with "
              + option,
          e);
    }
    return socket;
  }
}
