package recado.server.conversation;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One end of a connection to the server, line by line. */
public final class Peer implements Talker {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  private Peer(Socket socket, boolean greeted) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    String greeting = greeted ? receive() : "RECADO 1 ";
    if (greeting == null || !greeting.startsWith("RECADO 1 ")) {
      throw new IOException("not a greeting: " + greeting);
    }
  }

  /** Connects, and waits for the greeting. */
  public Peer(InetSocketAddress server) throws IOException {
    this(new Socket(server.getAddress(), server.getPort()), true);
  }

  /** Connects; what comes first is read by who asked for it. */
  public static Peer connect(InetSocketAddress server) throws IOException {
    return new Peer(new Socket(server.getAddress(), server.getPort()), false);
  }

  /** The same over a socket that is connected. */
  public static Peer over(Socket socket) throws IOException {
    return new Peer(socket, true);
  }

  /** Sends what need not be a line. */
  public void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends a line. */
  @Override
  public void send(String line) throws IOException {
    socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Waits for a line; null at the end of the connection. What a server that was killed left without
   * a line feed is no line: half an id would be a wrong one.
   */
  @Override
  public @Nullable String receive() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8);
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
