package recado.client.net;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.Event;
import recado.protocol.EventCodec;
import recado.protocol.LineDecoder;
import recado.protocol.LineWriter;
import recado.protocol.ProtocolException;
import recado.protocol.Request;
import recado.protocol.RequestCodec;

/**
 * One TCP connection to a server, inside TLS if the server is addressed so.
 *
 * <p>It has two sides, each owned by one thread: {@link #read} by the one that listens to the
 * socket, {@link #send} and {@link #flush} by the one that decides what is said. They share nothing
 * but the socket. {@link #close} may be called by anybody.
 */
public final class Connection implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int FIRST_BUFFER_BYTES = 512;

  private final Socket socket;
  private final LineDecoder decoder;
  private final LineWriter unwritten = new LineWriter(FIRST_BUFFER_BYTES);

  private Connection(Socket socket) throws IOException {
    this.socket = socket;
    this.decoder = LineDecoder.ofEvents(socket.getInputStream());
  }

  /**
   * Connects, to the first of the host's addresses that answers.
   *
   * @throws IOException if none does in this time
   */
  static Connection open(ServerAddress server, Trust trust, Duration timeout) throws IOException {
    IOException trouble = null;
    for (InetAddress address : InetAddress.getAllByName(server.host())) {
      try {
        return open(new InetSocketAddress(address, server.port()), server, trust, timeout);
      } catch (UntrustedException e) {
        throw e; // which no other address makes better
      } catch (IOException e) {
        trouble = e;
      }
    }
    throw trouble == null ? new IOException("no address for " + server.host()) : trouble;
  }

  private static Connection open(
      InetSocketAddress address, ServerAddress server, Trust trust, Duration timeout)
      throws IOException {
    Socket socket = new Socket();
    try {
      int millis = Math.toIntExact(timeout.toMillis());
      socket.connect(address, millis);
      socket.setTcpNoDelay(true); // lines are short, and each is waited for by a person
      if (!server.encrypted()) {
        return new Connection(socket);
      }
      socket.setSoTimeout(millis);
      SSLSocket encrypted = trust.encrypt(socket, server);
      socket.setSoTimeout(0);
      return new Connection(encrypted);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** From now on {@link #read} fails after so long without a line. */
  void limitSilence(Duration silence) throws IOException {
    socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
  }

  /**
   * Waits for a line and gives it with those that came along. Lines that are none are passed over.
   *
   * @return at least one event
   * @throws EOFException if the server has closed the connection
   * @throws IOException if reading fails; the connection is of no use any more
   */
  List<Event> read() throws IOException {
    List<Event> events = new ArrayList<>();
    while (events.isEmpty() || decoder.hasBufferedLine()) {
      try {
        if (!decoder.advance()) {
          throw new EOFException("closed by the server");
        }
        events.add(EventCodec.decode(decoder.line()));
      } catch (ProtocolException e) {
        LOG.warn("passing over a line of the server: {} {}", e.verb(), e.message());
      }
    }
    return events;
  }

  /** Puts a request into the next {@link #flush}. Never waits. */
  public void send(Request request) {
    RequestCodec.encode(request, unwritten);
  }

  /**
   * Writes what was put. If it fails the connection is closed, which its reader notices: nobody has
   * to handle the same trouble twice.
   */
  public void flush() {
    if (unwritten.length() == 0) {
      return;
    }
    try {
      socket.getOutputStream().write(unwritten.buffer(), 0, unwritten.length());
    } catch (IOException e) {
      LOG.debug("writing to the server: {}", e.getMessage());
      close();
    }
    unwritten.clear();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing the connection: {}", e.getMessage());
    }
  }
}
