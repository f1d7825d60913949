package recado.client.script;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import recado.client.arrival.Arrival;
import recado.client.arrival.SignInOptions;
import recado.client.control.ControlClient;
import recado.client.local.AccountFolder;
import recado.client.local.Damage;
import recado.client.local.Home;
import recado.client.terminal.PlainScreen;
import recado.client.terminal.StartException;

/** A command that needs a server. */
abstract class OnlineScript extends Script {
  /** So long may another client have the account without a control socket: it starts or ends. */
  private static final Duration PATIENCE_WITH_OTHERS = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(50);

  @Mixin private SignInOptions signIn = new SignInOptions();

  /**
   * The client that has the account, or one of our own.
   *
   * @param inbox where the reports of its one errand go
   * @throws AccountFolder.InUseException if another has it that does not listen to scripts
   */
  Office office(Home home, Inbox inbox) throws IOException, StartException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_WITH_OTHERS.toNanos();
    while (true) {
      try {
        List<Damage> damages = new ArrayList<>();
        PlainScreen screen = PlainScreen.forScript();
        Arrival.Guest guest =
            new Arrival(home, screen, options(), signIn, environment(), damages).guest();
        damages.forEach(this::complain);
        return new OwnClient(guest, inbox, this::complain);
      } catch (AccountFolder.InUseException e) {
        Optional<ControlClient> client = ControlClient.connect(e.folder());
        if (client.isPresent()) {
          return new RunningClient(client.get(), inbox);
        }
        if (System.nanoTime() - end > 0) {
          throw e;
        }
      }
      Thread.sleep(PAUSE);
    }
  }
}
