package recado.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import recado.protocol.LineWriter;

/** An outbox with a peer at the other end of a real connection. */
@Timeout(30)
final class OutboxSocketTest {
  private final AtomicInteger timesBroken = new AtomicInteger();
  private final CountDownLatch broken = new CountDownLatch(1);

  private Outbox outboxTo(Connection connection) throws IOException {
    return new Outbox(
        connection.ours.getOutputStream(),
        new Buffers(1L << 40),
        () -> {},
        () -> {
          timesBroken.incrementAndGet();
          broken.countDown();
        });
  }

  /** Two ends of a connection on this machine. */
  private static final class Connection implements AutoCloseable {
    final Socket ours;
    final Socket peers;

    Connection() throws IOException {
      try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        peers = new Socket(listener.getInetAddress(), listener.getLocalPort());
        ours = listener.accept();
      }
    }

    @Override
    public void close() throws IOException {
      ours.close();
      peers.close();
    }
  }

  @Test
  void aPeerThatNeverReadsIsFoundOutOnARealSocket() throws IOException, InterruptedException {
    try (Connection connection = new Connection()) {
      Outbox toPeer = outboxTo(connection);
      byte[] piece = new byte[64 << 10];
      long added = 0;
      while (toPeer.add(piece, piece.length)) {
        added += piece.length;
        toPeer.send(new LineWriter(0)); // lets it out
        assertTrue(added < 1L << 30, "somebody reads");
      }
      assertTrue(added >= Buffers.MAX_BYTES - piece.length);
      connection.ours.close(); // which ends the write that waits
      broken.await();
      assertEquals(1, timesBroken.get());
    }
  }

  @Test
  void aPeerOnARealSocketGetsEverythingBeforeTheEnd() throws IOException, InterruptedException {
    try (Connection connection = new Connection()) {
      Outbox toPeer = outboxTo(connection);
      byte[] megabyte = new byte[1 << 20];
      for (int i = 0; i < 4; i++) {
        toPeer.add(megabyte, megabyte.length);
      }
      toPeer.send(new LineWriter(16).ascii("BYE"));
      toPeer.close();
      byte[] received = connection.peers.getInputStream().readNBytes(4 * megabyte.length + 3);
      assertEquals("BYE", new String(received, 4 << 20, 3, StandardCharsets.US_ASCII));
      broken.await();
    }
  }
}
