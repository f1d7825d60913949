package recado.client.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.client.desk.Report;

/**
 * Reports on their way to one script. The desk puts them in and never waits: a script that reads
 * too slowly is cut off, and finds in the history what it has missed.
 */
final class ReportWriter implements Report.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(ReportWriter.class);
  private static final int MOST_WAITING = 10_000;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Empty for the end. */
  private final BlockingQueue<Optional<Report>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

  private final SocketChannel script;
  private final Thread writer;

  ReportWriter(SocketChannel script) {
    this.script = script;
    writer = Thread.ofVirtual().name("recado-control-writer").start(this::write);
  }

  @Override
  public void take(Report report) {
    if (!waiting.offer(Optional.of(report))) {
      LOG.warn("a script is too slow, {} reports wait", MOST_WAITING);
      hangUp();
    }
  }

  private void write() {
    try {
      Optional<Report> report = waiting.take();
      while (report.isPresent()) {
        String line = ControlCodec.write(report.get()) + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          script.write(bytes);
        }
        report = waiting.take();
      }
      hangUp();
    } catch (IOException e) {
      LOG.debug("writing to a script: {}", e.getMessage());
      hangUp(); // which its reader notices
    } catch (InterruptedException expected) {
      // close() ends the thread this way.
    }
  }

  private void hangUp() {
    try {
      script.close();
    } catch (IOException e) {
      LOG.debug("closing a script's connection: {}", e.getMessage());
    }
  }

  /** Writes what waits, if the script takes it soon, and hangs up. */
  void finish() {
    try {
      boolean room = waiting.offer(Optional.empty());
      LOG.debug("the last report is in: {}", room);
      writer.join(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // then at once
    }
    hangUp();
  }

  /** Nobody reads any more. */
  void close() {
    writer.interrupt();
  }
}
