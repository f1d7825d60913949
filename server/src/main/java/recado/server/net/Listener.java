package recado.server.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.Event;
import recado.server.auth.Passwords;
import recado.server.limits.ConnectionLimits;
import recado.server.limits.Doorkeeper;
import recado.server.limits.Refusals.Reason;
import recado.server.postoffice.PostOffice;
import recado.server.store.Journal;

/**
 * The ports and their sessions: accepts connections as the doorkeeper says, and lets go those whose
 * peers have gone quiet.
 */
public final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final Duration LONGEST_BETWEEN_INSPECTIONS = Duration.ofSeconds(5);
  private static final Duration SHORTEST_BETWEEN_INSPECTIONS = Duration.ofMillis(50);
  private static final Duration BETWEEN_NEWS = Duration.ofSeconds(10);
  private static final Duration BETWEEN_WARNINGS = Duration.ofDays(1);
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final List<Port> ports;
  private final Session.Services services;
  private final Doorkeeper doorkeeper;
  private final BacklogReaders backlogReaders = new BacklogReaders();
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread inspector;
  private List<Acceptor> acceptors = List.of();

  private Listener(List<Port> ports, Services services) {
    this.ports = ports;
    doorkeeper = services.doorkeeper();
    this.services =
        new Session.Services(
            services.postOffice(),
            services.journal(),
            services.passwords(),
            doorkeeper,
            services.secretsNeedTls(),
            backlogReaders,
            new Buffers(doorkeeper.limits().outboxBytes()),
            services.greeting());
    inspector = Thread.ofPlatform().name("recado-inspect").unstarted(this::inspect);
  }

  /**
   * What its sessions work with.
   *
   * @param secretsNeedTls passwords and tokens from other machines are taken inside TLS only
   * @param greeting what a connection is told first
   */
  public record Services(
      PostOffice postOffice,
      Journal journal,
      Passwords passwords,
      Doorkeeper doorkeeper,
      boolean secretsNeedTls,
      Supplier<Event> greeting) {}

  /** Accepts connections on ports that are bound; it closes them in the end. */
  public static Listener start(List<Port> ports, Services services) {
    Listener listener = new Listener(ports, services);
    Acceptor.Door door = listener.new Entrance();
    listener.acceptors = ports.stream().map(port -> Acceptor.start(port, door)).toList();
    listener.inspector.start();
    return listener;
  }

  private final class Entrance implements Acceptor.Door {
    @Override
    public @Nullable Reason admit(Socket socket) {
      return doorkeeper.admit(socket.getInetAddress(), System.nanoTime());
    }

    @Override
    public void begin(Socket socket, Port port) {
      try {
        Session session = new Session(socket, port, services, Listener.this::leave);
        sessions.add(session);
        Thread.ofVirtual().name("recado-session").start(session);
      } catch (IOException e) {
        LOG.debug("a connection was gone before it began: {}", e.getMessage());
        doorkeeper.left(socket.getInetAddress());
        closeQuietly(socket);
      } catch (RuntimeException | LinkageError e) {
        LOG.error("a connection could not begin; the next one may", e);
        doorkeeper.left(socket.getInetAddress());
        closeQuietly(socket);
      }
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing a socket failed", e);
    }
  }

  /** A session can end in more ways than one at once; it leaves once. */
  private void leave(Session session) {
    if (sessions.remove(session)) {
      doorkeeper.left(session.address());
    }
  }

  private void inspect() {
    ConnectionLimits limits = doorkeeper.limits();
    Duration pause = between(limits.loginTime(), limits.idleTime());
    long saidAt = System.nanoTime();
    long warnedAt = saidAt;
    try {
      while (!closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        long now = System.nanoTime();
        for (Session session : sessions) {
          session.inspect(now);
        }
        if (now - saidAt >= BETWEEN_NEWS.toNanos()) {
          saidAt = now;
          sayNews();
        }
        if (now - warnedAt >= BETWEEN_WARNINGS.toNanos()) {
          warnedAt = now;
          warnOfCertificates();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Often enough for the shorter of these times to be kept well. */
  private static Duration between(Duration loginTime, Duration idleTime) {
    Duration shorter = loginTime.compareTo(idleTime) < 0 ? loginTime : idleTime;
    Duration fitting = shorter.dividedBy(4);
    if (fitting.compareTo(SHORTEST_BETWEEN_INSPECTIONS) < 0) {
      return SHORTEST_BETWEEN_INSPECTIONS;
    }
    return fitting.compareTo(LONGEST_BETWEEN_INSPECTIONS) > 0
        ? LONGEST_BETWEEN_INSPECTIONS
        : fitting;
  }

  private void warnOfCertificates() {
    for (Port port : ports) {
      if (port.encryption() != null) {
        port.encryption().warnIfEnding(Instant.now());
      }
    }
  }

  /** Who is refused is counted, and the sums are logged: nobody can fill the disk with a log. */
  private void sayNews() {
    String news = doorkeeper.refusals().news();
    if (!news.isEmpty()) {
      LOG.info("refused lately: {}", news);
    }
  }

  /** What is on its way to all connections, in bytes. */
  public long outboxBytes() {
    return services.buffers().heldBytes();
  }

  /** Accepts nobody any more; those who are connected stay. */
  public void stopAccepting() throws IOException {
    closing.countDown();
    for (Acceptor acceptor : acceptors) {
      acceptor.stop();
    }
  }

  /** Ends all sessions, after a moment in which they can write what they have. */
  @Override
  public void close() throws IOException {
    stopAccepting();
    try {
      for (Acceptor acceptor : acceptors) {
        acceptor.join();
      }
      inspector.join();
      long deadline = System.nanoTime() + GOODBYE.toNanos();
      for (Session session : List.copyOf(sessions)) {
        session.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sayNews();
      backlogReaders.close();
    }
  }
}
