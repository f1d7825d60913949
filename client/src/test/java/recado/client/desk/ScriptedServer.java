package recado.client.desk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import recado.client.net.ServerAddress;

/** A server that says what a test wants it to say, to see what the client makes of it. */
final class ScriptedServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ServerSocket socket;
  private @Nullable Peer last;

  ScriptedServer() throws IOException {
    socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  ServerAddress address() {
    return new ServerAddress(
        socket.getInetAddress().getHostAddress(), socket.getLocalPort(), false);
  }

  /** Waits for the client. */
  Peer accept() throws IOException {
    return acceptWithin(PATIENCE).orElseThrow(() -> new AssertionError("nobody connects"));
  }

  /** The client, if it comes in this time. */
  Optional<Peer> acceptWithin(Duration patience) throws IOException {
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
    try {
      Peer peer = new Peer(socket.accept());
      last = peer;
      return Optional.of(peer);
    } catch (SocketTimeoutException _) {
      return Optional.empty();
    }
  }

  /** Ends the last connection. */
  void hangUp() throws IOException {
    if (last != null) {
      last.hangUp();
    }
  }

  @Override
  public void close() throws IOException {
    hangUp();
    socket.close();
  }

  /** One connection, seen from the server. */
  static final class Peer {
    private final Socket socket;
    private final BufferedReader lines;

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Lines that reach the client together. */
    Peer say(String... said) throws IOException {
      String all = String.join("\n", said) + "\n";
      return sayBytes(all.getBytes(StandardCharsets.UTF_8));
    }

    Peer sayBytes(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      return this;
    }

    /** The next line of the client; not that it asks for its groups, as it does each time. */
    String hear() throws IOException {
      String line;
      do {
        line = lines.readLine();
      } while ("GROUPS".equals(line));
      if (line == null) {
        throw new AssertionError("the client hung up");
      }
      return line;
    }

    /** The next line that begins so; what comes before is passed over. */
    String hear(String beginning) throws IOException {
      String line = hear();
      while (!line.startsWith(beginning)) {
        line = hear();
      }
      return line;
    }

    /** Whether the client hangs up, whatever it says before. */
    boolean hearsTheEnd() throws IOException {
      while (lines.readLine() != null) {}
      return true;
    }

    /** Takes the client's {@code RESUME} and lets it in, with these entries waiting for it. */
    Peer letIn(String... entries) throws IOException {
      say("RECADO 1 test :");
      hear("RESUME");
      say("WELCOME @ana laptop " + entries.length);
      if (entries.length > 0) {
        say(entries);
      }
      return say("SYNCED 0");
    }

    /** Waits until the client has done all that it was told. */
    Peer settle() throws IOException {
      say("PING settled");
      hear("PONG settled");
      return this;
    }

    void hangUp() throws IOException {
      socket.close();
    }
  }
}
