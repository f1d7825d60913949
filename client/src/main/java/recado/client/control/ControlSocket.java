package recado.client.control;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.client.desk.Desk;
import recado.client.desk.Errand;

/**
 * Takes the errands of scripts while a client has the account. It is a Unix domain socket in the
 * account's folder, which only its owner may enter: who reaches it may do all that this client may.
 *
 * <p>Blocking reads on virtual threads: one waits for scripts, and two serve each.
 */
public final class ControlSocket implements Closeable {
  /** Its name in the account's folder. */
  static final String NAME = "control";

  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

  private final Path path;
  private final ServerSocketChannel listening;
  private final Desk desk;
  private final Optional<Runnable> yield;
  private final Set<ReportWriter> writers = ConcurrentHashMap.newKeySet();

  private ControlSocket(
      Path path, ServerSocketChannel listening, Desk desk, Optional<Runnable> yield) {
    this.path = path;
    this.listening = listening;
    this.desk = desk;
    this.yield = yield;
  }

  /**
   * Begins to listen. Nothing if that cannot be, as where the folder's path is too long for a
   * socket's: then a script finds the account in use, and the log says why.
   *
   * @param folder the account's, which the caller holds: what is left there of an earlier client
   *     that did not end in order is nobody's
   * @param yield lets the account go, for a person who wants to chat; nothing if that is here
   */
  public static Optional<ControlSocket> open(Path folder, Desk desk, Optional<Runnable> yield) {
    Path path = folder.resolve(NAME);
    try {
      Files.deleteIfExists(path);
      ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        listening.bind(UnixDomainSocketAddress.of(path));
      } catch (IOException e) {
        listening.close();
        throw e;
      }
      ControlSocket socket = new ControlSocket(path, listening, desk, yield);
      Thread.ofVirtual().name("recado-control").start(socket::listen);
      return Optional.of(socket);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("no control socket at {}: {}", path, e.getMessage());
      return Optional.empty();
    }
  }

  private void listen() {
    try {
      while (true) {
        SocketChannel script = listening.accept();
        Thread.ofVirtual().name("recado-control-session").start(() -> serve(script));
      }
    } catch (IOException e) {
      if (listening.isOpen()) {
        LOG.warn("the control socket takes no scripts any more", e);
      }
    }
  }

  private void serve(SocketChannel script) {
    try (script) {
      BufferedReader in = new BufferedReader(Channels.newReader(script, StandardCharsets.UTF_8));
      String line = in.readLine();
      if (ControlCodec.YIELD.equals(line)) {
        yield.ifPresent(Runnable::run);
      } else if (line != null) {
        serve(ControlCodec.readErrand(line), in, script);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("a script at the control socket: {}", e.getMessage());
    }
  }

  /** Until the script hangs up, or has let too many reports wait. */
  private void serve(Errand errand, BufferedReader in, SocketChannel script) throws IOException {
    ReportWriter reports = new ReportWriter(script);
    writers.add(reports);
    desk.tell(clerk -> clerk.run(errand, reports));
    try {
      int next = in.read(); // nothing more is said
      LOG.debug("a script has hung up: {}", next);
    } finally {
      desk.tell(clerk -> clerk.forget(reports));
      reports.close();
      writers.remove(reports);
    }
  }

  /** Hangs up on all scripts; after the desk, so that they have heard of all that it took. */
  @Override
  public void close() throws IOException {
    listening.close();
    writers.forEach(ReportWriter::finish);
    Files.deleteIfExists(path);
  }
}
