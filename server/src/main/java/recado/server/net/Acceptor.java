package recado.server.net;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.server.limits.Refusals.Reason;

/** Accepts the connections of one port, on a thread of its own. */
final class Acceptor {
  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
  private static final long AFTER_FAILED_ACCEPT_MILLIS = 100;

  private final Port port;
  private final Door door;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing; // the thread's

  /** What is done with a connection. */
  interface Door {
    /** Why it may not come in, or null if it may: then {@link #begin} follows. */
    @Nullable Reason admit(Socket socket);

    /** Begins its session. */
    void begin(Socket socket, Port port);
  }

  private Acceptor(Port port, Door door) {
    this.port = port;
    this.door = door;
    thread =
        Thread.ofPlatform()
            .name("recado-accept-" + port.socket().getLocalPort())
            .unstarted(this::accept);
  }

  static Acceptor start(Port port, Door door) {
    Acceptor acceptor = new Acceptor(port, door);
    acceptor.thread.start();
    return acceptor;
  }

  private void accept() {
    while (!port.socket().isClosed()) {
      try {
        receive(port.socket().accept());
        failing = false;
      } catch (SocketException e) {
        if (!port.socket().isClosed()) {
          pauseAfter(e);
        }
      } catch (IOException e) {
        pauseAfter(e);
      }
    }
  }

  private void receive(Socket socket) throws IOException {
    Reason reason = door.admit(socket);
    if (reason == null) {
      door.begin(socket, port);
    } else {
      turnAway(socket, reason);
    }
  }

  /** Says why, if that can be had without waiting: the few bytes fit the socket's buffer. */
  private void turnAway(Socket socket, Reason reason) throws IOException {
    try (socket) {
      if (port.encryption() != null) {
        return; // a handshake for a few words would be what it wants
      }
      String why = "too many connections (" + reason.label() + "); try again later";
      socket.getOutputStream().write(port.dialect().refusal(why));
    } catch (SocketException e) {
      LOG.debug("a connection was gone before it was turned away: {}", e.getMessage());
    }
  }

  /** Running out of file descriptors passes; accepting goes on. */
  private void pauseAfter(IOException e) {
    if (!failing) {
      LOG.warn("accepting a connection failed: {}; trying on", e.getMessage());
      failing = true; // said once, until it goes well again
    }
    try {
      closing.await(AFTER_FAILED_ACCEPT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException expected) {
      Thread.currentThread().interrupt();
    }
  }

  /** Accepts nobody any more. */
  void stop() throws IOException {
    closing.countDown();
    port.socket().close();
  }

  /** Waits until its thread has ended. */
  void join() throws InterruptedException {
    thread.join();
  }
}
