package recado.client.script;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import recado.client.desk.Report;

/**
 * Where reports wait for the script's thread. When it is full whoever puts one in waits: then
 * nothing more is taken from the server, which keeps the rest.
 */
final class Inbox implements Report.Listener {
  private static final int ROOM = 1_000;
  private static final long LOOK_MILLIS = 100;

  private final BlockingQueue<Optional<Report>> reports = new ArrayBlockingQueue<>(ROOM);
  private volatile boolean closed;
  private boolean ended; // the reader's

  @Override
  public void take(Report report) {
    put(Optional.of(report));
  }

  /** Nothing more will come. */
  void end() {
    put(Optional.empty());
  }

  private void put(Optional<Report> report) {
    try {
      boolean taken = false;
      while (!taken && !closed) {
        taken = reports.offer(report, LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // then without it
    }
  }

  /**
   * The next report; nothing if none comes in this time, or at all.
   *
   * @param nanos how long to wait
   */
  Optional<Report> next(long nanos) throws InterruptedException {
    Optional<Report> report = reports.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    if (report == null) {
      return Optional.empty();
    }
    ended = report.isEmpty();
    return report;
  }

  /** Whether the last one was the end: not the time was over, but who reports is gone. */
  boolean hasEnded() {
    return ended;
  }

  /** Nobody reads any more: nobody is to wait for it. */
  void close() {
    closed = true;
  }
}
