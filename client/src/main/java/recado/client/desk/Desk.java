package recado.client.desk;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.client.local.Account;
import recado.client.net.Connection;
import recado.client.net.Dialer;
import recado.client.net.Trouble;
import recado.protocol.Event;

/**
 * Where the threads meet: the keyboard's and the socket's put work into a queue, and one thread,
 * the desk's, does it, piece by piece.
 *
 * <p>When the queue is empty everything that was decided is written to the disk, and only then the
 * person sees it and the server hears of it; so a hundred messages that came together cost one
 * sync.
 */
public final class Desk implements Dialer.Listener, AutoCloseable {
  /** A piece of work for the clerk. */
  public interface Work {
    /** Does it, on the desk's thread. */
    void with(Clerk clerk) throws IOException;
  }

  /** A piece of work for the desk's thread. */
  private interface Task {
    void run() throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int MOST_TASKS_TO_A_COMMIT = 1_000;

  /** So long may the server take to hang up after a {@code QUIT}. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final CountDownLatch hungUp = new CountDownLatch(1);
  private final Workbench bench;
  private final Clerk clerk;
  private final FromServer fromServer;
  private final Consumer<Exception> failed;
  private final Thread thread;
  private boolean closed; // guarded by this
  private boolean leaving; // both are the desk's thread's
  private boolean stopped;

  /**
   * Prepares; {@link #start} begins.
   *
   * @param dialer the way to the server, the desk's to start and close
   * @param failed is told, on the desk's thread, when the desk cannot go on: a file cannot be
   *     written (IOException), or a mistake of ours (RuntimeException); nothing that is not on the
   *     disk has been acknowledged then
   */
  public Desk(
      Account account, Papers papers, Dialer dialer, Face face, Consumer<Exception> failed) {
    bench = new Workbench(account, papers, dialer, face);
    clerk = new Clerk(bench);
    fromServer = new FromServer(bench);
    this.failed = failed;
    thread = new Thread(this::run, "recado-desk");
  }

  /** Starts the desk's thread and the way to the server. */
  public void start() {
    thread.start();
    bench.dialer().start(this);
  }

  /** Gives the clerk something to do, and does not wait. Any thread. */
  public void tell(Work work) {
    queue.add(() -> work.with(clerk));
  }

  /** Asks the clerk for something and waits for it: see {@link Clerk#drain}. */
  public boolean drain() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    tell(working -> working.drain(done));
    return done.join();
  }

  /**
   * Takes leave of the server, and returns when both threads have ended. A second time: nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    queue.add(this::leave);
    try {
      boolean expected = hungUp.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("the server hung up: {}", expected);
      bench.dialer().close();
      queue.add(() -> stopped = true);
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // then without waiting
    }
  }

  // ---- the desk's thread

  private void leave() {
    leaving = true;
    if (bench.leave()) {
      return; // and lost() tells when the server has hung up
    }
    hungUp.countDown();
  }

  private void run() {
    try {
      while (!stopped) {
        Task task = queue.poll(bench.nanosToTick(System.nanoTime()), TimeUnit.NANOSECONDS);
        for (int done = 0; task != null; done++) {
          perform(task);
          task = done < MOST_TASKS_TO_A_COMMIT ? queue.poll() : null;
        }
        bench.tick(System.nanoTime());
        bench.commit();
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("the desk stops", e);
      bench.dialer().hold();
      bench.session().hangUp();
      failed.accept(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody does that; then it is over
    }
  }

  /** Does one piece of work; a mistake of ours in it must not take the others with it. */
  private void perform(Task task) throws IOException {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a piece of work failed", e);
      bench.show(new Shown.Bug());
    }
  }

  // ---- the socket's thread

  @Override
  public void connected(Connection connection) {
    queue.add(() -> fromServer.connected(connection, System.nanoTime()));
  }

  @Override
  public void received(List<Event> events) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(events.size());
    for (Event event : events) {
      queue.add(
          () -> {
            try {
              fromServer.take(event, System.nanoTime());
            } finally {
              done.countDown();
            }
          });
    }
    done.await();
  }

  @Override
  public void lost(Trouble why) {
    queue.add(
        () -> {
          fromServer.lost(why);
          if (leaving) {
            hungUp.countDown();
          }
        });
  }

  @Override
  public void unreachable(Trouble why) {
    queue.add(() -> fromServer.unreachable(why));
  }
}
