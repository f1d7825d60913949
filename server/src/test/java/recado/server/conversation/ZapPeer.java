package recado.server.conversation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A client of the course's protocol: what one read gives is one message. Messages do not show where
 * they end, so it leaves time between two of them, as people do who read and type.
 */
public final class ZapPeer implements Talker {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int READ_BYTES = 1024;

  private static final long BETWEEN_MILLIS = 100;

  private final Socket socket;
  private long lastAt = System.nanoTime() - Duration.ofMillis(BETWEEN_MILLIS).toNanos();

  /** Connects. */
  public ZapPeer(@Nullable InetSocketAddress server) throws IOException {
    if (server == null) {
      throw new IOException("the server has no such port");
    }
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /** Registers, and returns the id. */
  public String register() throws IOException {
    send("01");
    String answer = receive();
    if (answer == null || answer.length() != 15 || !answer.startsWith("02")) {
      throw new IOException("not the answer to 01: " + answer);
    }
    return answer.substring(2);
  }

  @Override
  public void send(String frame) throws IOException {
    try {
      Thread.sleep(Duration.ofNanos(lastAt - System.nanoTime()).plusMillis(BETWEEN_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lastAt = System.nanoTime();
    sendBytes(frame.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends what need not be a text. */
  public void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Gives up waiting after so long. */
  public void waitAtMost(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  @Override
  public @Nullable String receive() throws IOException {
    byte[] bytes = receiveBytes();
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /** What one read gives; null at the end of the connection. */
  public byte @Nullable [] receiveBytes() throws IOException {
    byte[] buffer = new byte[READ_BYTES];
    int read = socket.getInputStream().read(buffer);
    lastAt = System.nanoTime();
    return read < 0 ? null : Arrays.copyOf(buffer, read);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
