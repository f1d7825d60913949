package recado.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import recado.protocol.Event;
import recado.protocol.Limits;
import recado.protocol.Text;
import recado.server.auth.Passwords;
import recado.server.conversation.Peer;
import recado.server.dialect.recado.RecadoDialect;
import recado.server.limits.ConnectionLimits;
import recado.server.limits.Doorkeeper;
import recado.server.postoffice.Command;
import recado.server.postoffice.PostOffice;
import recado.server.postoffice.Quotas;
import recado.server.store.ForwardingJournal;
import recado.server.store.InMemoryAccountStore;
import recado.server.store.InMemoryJournal;
import recado.server.store.MessageLog;

/** What the inspector does with sessions, without waiting for minutes. */
@Timeout(60)
final class SessionTest {
  private static final long FOUR_MINUTES = Duration.ofMinutes(4).toNanos();

  /** Reading a backlog waits for this. */
  private final CountDownLatch readable = new CountDownLatch(1);

  private ServerSocket port;
  private PostOffice office;
  private Thread officeThread;
  private BacklogReaders backlogReaders;
  private Session.Services services;
  private final CountDownLatch ended = new CountDownLatch(1);
  private long now = System.nanoTime();
  private CompletableFuture<Session> session = new CompletableFuture<>();

  @BeforeEach
  void open() throws IOException {
    port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    InMemoryJournal journal = new InMemoryJournal(new InMemoryJournal.Paper(), () -> {});
    office =
        PostOffice.open(
            new PostOffice.Ports(
                journal,
                new InMemoryAccountStore(new HashMap<>(), () -> {}),
                MessageLog.NONE,
                InstantSource.system()),
            Quotas.DEFAULT);
    officeThread = Thread.ofPlatform().start(office::run);
    backlogReaders = new BacklogReaders();
    ForwardingJournal slow =
        new ForwardingJournal(journal) {
          @Override
          public void read(long[] ids, Consumer<Event.Entry> reader) throws IOException {
            try {
              readable.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            super.read(ids, reader);
          }
        };
    services =
        new Session.Services(
            office,
            slow,
            new Passwords(8, 1),
            new Doorkeeper(ConnectionLimits.NONE),
            false,
            backlogReaders,
            new Buffers(1L << 40),
            () -> new Event.Hello(1, "test", Text.EMPTY));
  }

  @AfterEach
  void close() throws IOException, InterruptedException {
    office.submit(new Command.Stop());
    officeThread.join();
    backlogReaders.close();
    services.passwords().close();
    port.close();
  }

  private Peer connect() throws IOException {
    CompletableFuture<Session> begun = new CompletableFuture<>();
    session = begun;
    Thread.ofVirtual().start(() -> serve(begun));
    return new Peer((InetSocketAddress) port.getLocalSocketAddress());
  }

  private void serve(CompletableFuture<Session> begun) {
    try {
      Session accepted =
          new Session(
              port.accept(),
              new Port(port, new RecadoDialect(Limits.MAX_LINE_BYTES), null),
              services,
              _ -> ended.countDown());
      begun.complete(accepted);
      accepted.run();
    } catch (IOException e) {
      begun.completeExceptionally(e);
    }
  }

  private void inspectAfterFourMinutes(int times) {
    for (int i = 0; i < times; i++) {
      now += FOUR_MINUTES;
      session.join().inspect(now);
    }
  }

  @Test
  void letsGoWhoIsQuiet() throws IOException {
    try (Peer ana = connect()) {
      ana.send("PING a");
      ana.receiveUpTo("PONG a");
      while (ended.getCount() > 0) { // a look before the reader listens again means nothing
        inspectAfterFourMinutes(3);
      }
      assertEquals("PING recado", ana.receive());
      assertEquals("BYE :idle", ana.receive());
    }
  }

  /** Her signs of life stand behind a command that waits for the backlog's end. */
  @Test
  void doesNotLetGoWhoseBacklogTakesLong() throws IOException {
    try (Peer before = connect()) {
      before.send("REGISTER @ana :password\nLOGIN @ana pc :password\nSEND c1 @ana :oi");
      before.receiveUpTo("SENT c1 ");
    }
    try (Peer ana = connect()) {
      ana.send("LOGIN @ana pc :password\nPING a\nPONG recado");
      ana.receiveUpTo("TOKEN ");
      inspectAfterFourMinutes(10);
      readable.countDown();
      ana.receiveUpTo("MSG ");
      ana.receiveUpTo("SYNCED ");
      assertEquals("PONG a", ana.receive());
    }
  }
}
