package recado.client.net;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.Event;

/**
 * Keeps a connection to the server: dials, listens, and dials again after a pause.
 *
 * <p>It owns the socket's thread, a virtual one that does plain blocking reads and hands over what
 * it reads. {@link #dialNow}, {@link #hold} and {@link #close} may be called by any thread.
 */
public final class Dialer implements AutoCloseable {
  /** Who is told. All calls come from the socket's thread, in the order of what happened. */
  public interface Listener {
    /** There is a connection; nothing has been said on it. */
    void connected(Connection connection);

    /**
     * These lines came together. The socket is not read again before this returns: a listener that
     * waits slows the server down, and keeps nothing in memory that it has no time for.
     *
     * @throws InterruptedException if the dialer is closed meanwhile
     */
    void received(List<Event> events) throws InterruptedException;

    /** The connection is gone. */
    void lost(Trouble why);

    /** There was none to be had. */
    void unreachable(Trouble why);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final ServerAddress server;
  private final Trust trust;
  private final Pauses pauses = new Pauses(RandomGenerator.getDefault());
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean held;
  private volatile boolean closed;
  private volatile @Nullable Connection current;
  private @Nullable Thread thread;

  /** For this server; {@link #start} begins. */
  public Dialer(ServerAddress server, Trust trust) {
    this.server = server;
    this.trust = trust;
  }

  /** The server that is dialled. */
  public ServerAddress server() {
    return server;
  }

  /** Starts the socket's thread. Once. */
  public void start(Listener listener) {
    thread = Thread.ofVirtual().name("recado-socket").start(() -> run(listener));
  }

  /** Ends a pause or a {@link #hold}. */
  public void dialNow() {
    held = false;
    wake.release();
  }

  /** When the connection ends, wait for {@link #dialNow} and not for a time. */
  public void hold() {
    held = true;
  }

  /** Closes the connection and returns when the thread has ended. */
  @Override
  public void close() {
    closed = true;
    Connection open = current;
    if (open != null) {
      open.close();
    }
    Thread running = thread;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // then without waiting
    }
  }

  private void run(Listener listener) {
    try {
      while (!closed) {
        dial(listener);
        pause();
      }
    } catch (InterruptedException expected) {
      // close() ends a pause, and the thread, this way.
    }
  }

  private void dial(Listener listener) throws InterruptedException {
    Connection connection;
    try {
      connection = Connection.open(server, trust, CONNECT_TIMEOUT);
    } catch (IOException e) {
      if (!closed) {
        listener.unreachable(Trouble.of(e));
      }
      return;
    }
    try (connection) {
      current = connection;
      listener.connected(connection);
      while (!closed) {
        listen(connection, listener);
      }
    } catch (IOException e) {
      if (!closed) {
        listener.lost(Trouble.of(e));
      }
    } catch (RuntimeException e) { // a mistake of ours costs a connection, not all that come
      LOG.error("listening to the server", e);
      listener.lost(Trouble.BROKEN);
    } finally {
      current = null;
    }
  }

  private void listen(Connection connection, Listener listener)
      throws IOException, InterruptedException {
    List<Event> events = connection.read();
    if (events.stream().anyMatch(Event.Synced.class::isInstance)) {
      pauses.reset(); // not earlier: a server that greets and hangs up must not be hammered
    }
    listener.received(events);
  }

  private void pause() throws InterruptedException {
    if (closed) {
      return;
    }
    wake.drainPermits();
    if (held) {
      wake.acquire();
      pauses.reset();
    } else if (wake.tryAcquire(pauses.next().toMillis(), TimeUnit.MILLISECONDS)) {
      pauses.reset();
    }
  }
}
