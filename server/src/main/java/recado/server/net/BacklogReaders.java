package recado.server.net;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that read backlogs from the disk: platform threads, for they wait for files. */
final class BacklogReaders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BacklogReaders.class);
  private static final int THREADS = 2;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("recado-backlog-", 0).daemon().factory());

  /** Reading that may fail. */
  interface Reading {
    /** Reads and sends. */
    void run() throws IOException;
  }

  /** Reads when a thread is free; {@code failed} runs instead if reading fails. */
  void read(Reading reading, Runnable failed) {
    try {
      threads.execute(
          () -> {
            try {
              reading.run();
            } catch (IOException | RuntimeException e) {
              LOG.error("reading a backlog failed; its connection is closed", e);
              failed.run();
            }
          });
    } catch (RejectedExecutionException expected) {
      failed.run(); // the server is stopping
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
