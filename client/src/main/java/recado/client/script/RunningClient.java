package recado.client.script;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.client.control.ControlClient;
import recado.client.desk.Errand;

/** The client that has the account, such as an open chat, through its control socket. */
final class RunningClient implements Office {
  private static final Logger LOG = LoggerFactory.getLogger(RunningClient.class);

  private final ControlClient client;
  private final Inbox inbox;

  RunningClient(ControlClient client, Inbox inbox) {
    this.client = client;
    this.inbox = inbox;
  }

  @Override
  public void run(Errand errand) {
    Thread.ofVirtual().name("recado-control-reader").start(() -> listen(errand));
  }

  private void listen(Errand errand) {
    try {
      client.run(errand, inbox);
    } catch (IOException e) {
      LOG.debug("the control socket: {}", e.getMessage());
    } finally {
      inbox.end();
    }
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty(); // it is told to the person who has that client before them
  }

  @Override
  public boolean isHopeless() {
    return false;
  }

  @Override
  public void close() throws IOException {
    inbox.close();
    client.close();
  }
}
