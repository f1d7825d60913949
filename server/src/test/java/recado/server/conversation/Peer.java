package recado.server.conversation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One end of a connection to the server, line by line. */
public final class Peer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket = new Socket();
  private final BufferedReader in;

  /** Connects, and waits for the greeting. */
  public Peer(InetSocketAddress server) throws IOException {
    socket.connect(server);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    String greeting = receive();
    if (greeting == null || !greeting.startsWith("RECADO 1 ")) {
      throw new IOException("not a greeting: " + greeting);
    }
  }

  /** Sends a line. */
  public void send(String line) throws IOException {
    socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Waits for a line; null at the end of the connection. */
  public @Nullable String receive() throws IOException {
    return in.readLine();
  }

  /** Reads up to a line that begins like this, and returns it. */
  public String receiveUpTo(String beginning) throws IOException {
    while (true) {
      String line = receive();
      if (line == null) {
        throw new IOException("the connection ended before " + beginning);
      }
      if (line.startsWith(beginning)) {
        return line;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
