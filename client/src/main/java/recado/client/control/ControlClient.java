package recado.client.control;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.client.desk.Errand;
import recado.client.desk.Report;

/** A script's connection to the client that has the account. One errand each. */
public final class ControlClient implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlClient.class);

  private final SocketChannel client;

  private ControlClient(SocketChannel client) {
    this.client = client;
  }

  /** Connects to the client that has this account's folder; nothing if it does not listen. */
  public static Optional<ControlClient> connect(Path folder) {
    try {
      UnixDomainSocketAddress address =
          UnixDomainSocketAddress.of(folder.resolve(ControlSocket.NAME));
      return Optional.of(new ControlClient(SocketChannel.open(address)));
    } catch (IOException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  /**
   * Hands an errand over and gives every report to the listener, until the connection ends: by the
   * other side, or by {@link #close}, which any thread may call.
   *
   * @throws IOException if it cannot be handed over, or a report is none
   */
  public void run(Errand errand, Report.Listener listener) throws IOException {
    String written = ControlCodec.write(errand) + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(written.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
    BufferedReader in = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8));
    String line;
    while ((line = in.readLine()) != null) {
      try {
        listener.take(ControlCodec.readReport(line));
      } catch (IllegalArgumentException e) {
        throw new IOException(e); // which goes to the log
      }
    }
  }

  /**
   * Asks the client that has the account to let it go, and waits until it does, or says that it
   * does not, by hanging up.
   *
   * @throws IOException if it cannot be asked
   */
  public void askToYield() throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap((ControlCodec.YIELD + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
    int end = Channels.newInputStream(client).read();
    LOG.debug("asked to yield, it has hung up: {}", end);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
