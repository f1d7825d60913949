package recado.server.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.Event;
import recado.server.auth.Passwords;
import recado.server.dialect.Dialect;
import recado.server.postoffice.PostOffice;
import recado.server.store.Journal;

/** A port and its sessions: accepts connections, and lets go those whose peers have gone quiet. */
public final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int QUEUE_OF_CONNECTIONS = 4096;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_INSPECTIONS = Duration.ofSeconds(5);
  private static final Duration AFTER_FAILED_ACCEPT = Duration.ofMillis(100);
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final ServerSocket serverSocket;
  private final Session.Services services;
  private final BacklogReaders backlogReaders = new BacklogReaders();
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread acceptor;
  private boolean failing; // the acceptor's
  private final Thread inspector;

  private Listener(ServerSocket serverSocket, Services services) {
    this.serverSocket = serverSocket;
    this.services =
        new Session.Services(
            services.postOffice(),
            services.journal(),
            services.passwords(),
            services.dialect(),
            backlogReaders,
            new Buffers(),
            services.greeting());
    acceptor = Thread.ofPlatform().name("recado-accept").unstarted(this::accept);
    inspector = Thread.ofPlatform().name("recado-inspect").unstarted(this::inspect);
  }

  /** What its sessions work with. */
  public record Services(
      PostOffice postOffice,
      Journal journal,
      Passwords passwords,
      Dialect dialect,
      Event greeting) {}

  /**
   * Takes a port; connections are accepted from {@link #start} on.
   *
   * @param port 0 for any free one
   * @throws IOException with a message for people if that cannot be had
   */
  public static ServerSocket bind(String address, int port) throws IOException {
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
              + "): stop what uses it, or choose another with --port",
          e);
    }
    return socket;
  }

  /** Accepts connections on a bound socket, which it closes in the end. */
  public static Listener start(ServerSocket bound, Services services) {
    Listener listener = new Listener(bound, services);
    listener.acceptor.start();
    listener.inspector.start();
    return listener;
  }

  private void accept() {
    while (!serverSocket.isClosed()) {
      try {
        begin(serverSocket.accept());
        failing = false;
      } catch (SocketException e) {
        if (!serverSocket.isClosed()) {
          pauseAfter(e);
        }
      } catch (IOException e) {
        pauseAfter(e);
      }
    }
  }

  /** Running out of file descriptors passes; accepting goes on. */
  private void pauseAfter(IOException e) {
    if (!failing) {
      LOG.warn("accepting a connection failed: {}; trying on", e.getMessage());
      failing = true; // said once, until it goes well again
    }
    try {
      closing.await(AFTER_FAILED_ACCEPT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException expected) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(Socket socket) throws IOException {
    try {
      Session session = new Session(socket, services, sessions::remove);
      sessions.add(session);
      Thread.ofVirtual().name("recado-session").start(session);
    } catch (SocketException e) {
      LOG.debug("a connection was gone before it began: {}", e.getMessage());
      socket.close();
    }
  }

  private void inspect() {
    try {
      while (!closing.await(BETWEEN_INSPECTIONS.toMillis(), TimeUnit.MILLISECONDS)) {
        for (Session session : sessions) {
          session.inspect(PATIENCE, System.nanoTime());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Accepts nobody any more; those who are connected stay. */
  public void stopAccepting() throws IOException {
    closing.countDown();
    serverSocket.close();
  }

  /** Ends all sessions, after a moment in which they can write what they have. */
  @Override
  public void close() throws IOException {
    stopAccepting();
    try {
      acceptor.join();
      inspector.join();
      long deadline = System.nanoTime() + GOODBYE.toNanos();
      for (Session session : List.copyOf(sessions)) {
        session.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      backlogReaders.close();
    }
  }
}
