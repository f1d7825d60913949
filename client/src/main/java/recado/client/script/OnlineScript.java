package recado.client.script;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import recado.client.arrival.Arrival;
import recado.client.arrival.SignInOptions;
import recado.client.control.ControlClient;
import recado.client.desk.Errand;
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

  /** After an account was taken from us, before we try to have it: others come first. */
  private static final Duration COURTESY = Duration.ofMillis(500);

  /** What to do with the reports of an errand. */
  interface Step {
    /** The exit code; nothing if who did the errand has let the account go before its end. */
    OptionalInt follow(Office office, Inbox inbox) throws InterruptedException;
  }

  @Mixin private SignInOptions signIn = new SignInOptions();

  /** Has an errand done, by one client after the other, until the step knows the exit code. */
  int perform(Home home, Errand errand, Step step)
      throws IOException, StartException, InterruptedException {
    while (true) {
      Inbox inbox = new Inbox();
      try (Office office = office(home, inbox)) {
        office.run(errand);
        OptionalInt code = step.follow(office, inbox);
        if (code.isPresent()) {
          return code.getAsInt();
        }
      }
      Thread.sleep(COURTESY);
    }
  }

  /**
   * The client that has the account, or one of our own.
   *
   * @param inbox where the reports of its one errand go
   * @throws AccountFolder.InUseException if another has it that does not listen to scripts
   */
  private Office office(Home home, Inbox inbox)
      throws IOException, StartException, InterruptedException {
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
