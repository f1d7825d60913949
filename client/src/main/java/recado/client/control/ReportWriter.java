package recado.client.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
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

  private final BlockingQueue<Report> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final SocketChannel script;
  private final Thread writer;

  ReportWriter(SocketChannel script) {
    this.script = script;
    writer = Thread.ofVirtual().name("recado-control-writer").start(this::write);
  }

  @Override
  public void take(Report report) {
    if (!waiting.offer(report)) {
      LOG.warn("a script is too slow, {} reports wait", MOST_WAITING);
      hangUp();
    }
  }

  private void write() {
    try {
      while (true) {
        String line = ControlCodec.write(waiting.take()) + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          script.write(bytes);
        }
      }
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

  void close() {
    writer.interrupt();
  }
}
