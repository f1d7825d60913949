package recado.client.terminal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import recado.client.net.Doorbell;
import recado.client.net.ServerAddress;
import recado.client.net.Trouble;
import recado.client.net.Trust;
import recado.client.texts.Phrase;

/**
 * Finds a server that answers, with a person: while nobody answers it says what to start, and tries
 * again behind a question for another address. Runs on the keyboard's thread.
 */
public final class ServerQuestion {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Screen screen;
  private final Trust trust;

  /** On a screen with somebody in front of it. */
  public ServerQuestion(Screen screen, Trust trust) {
    this.screen = screen;
    this.trust = trust;
  }

  /**
   * The first server that answers: this one, or another that the person named meanwhile.
   *
   * @throws StartException if the person does not want to wait
   */
  public ServerAddress answering(ServerAddress first) throws StartException {
    Optional<Trouble> trouble = Doorbell.ring(first, trust);
    if (trouble.isEmpty()) {
      return first;
    }
    screen.print(noServer(first, trouble.get()));
    screen.print(Phrase.HOW_TO_START_SERVER.text());
    screen.print(Phrase.KEEPS_TRYING.text());
    ServerAddress server = first;
    while (trouble.isPresent()) {
      Attempts attempts = new Attempts(server);
      Optional<String> typed = screen.ask(Phrase.ASK_SERVER.text());
      if (attempts.end()) {
        break;
      }
      Optional<ServerAddress> wanted = address(StartException.answered(typed).strip(), server);
      if (wanted.isPresent()) {
        server = wanted.get();
        screen.print(Phrase.TRYING_SERVER.text(server));
        trouble = Doorbell.ring(server, trust);
        if (trouble.isPresent()) {
          screen.print(noServer(server, trouble.get()));
        }
      }
    }
    screen.print(Phrase.SERVER_FOUND.text(server));
    return server;
  }

  private static String noServer(ServerAddress server, Trouble why) {
    return Phrase.NO_SERVER.text(server, NoticeLines.trouble(why));
  }

  /** The address that was typed, or the one before if none was; nothing if it is no address. */
  private Optional<ServerAddress> address(String typed, ServerAddress before) {
    try {
      return Optional.of(typed.isEmpty() ? before : ServerAddress.parse(typed));
    } catch (IllegalArgumentException _) {
      screen.print(Phrase.NOT_AN_ADDRESS.text());
      return Optional.empty();
    }
  }

  /**
   * Rings once a second, on a thread of its own, and ends the question when a server answers. Where
   * a question cannot be ended from outside, Enter ends it: then the server answers at once.
   */
  private final class Attempts {
    private final ServerAddress server;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean found; // both are guarded by the lock, with the interrupt that goes with it
    private boolean over;

    Attempts(ServerAddress server) {
      this.server = server;
      thread = Thread.ofVirtual().name("recado-doorbell").start(this::run);
    }

    private void run() {
      try {
        do {
          Thread.sleep(PAUSE);
        } while (Doorbell.ring(server, trust).isPresent());
        found();
      } catch (InterruptedException expected) {
        // end() ends a pause, and the thread, this way.
      }
    }

    private void found() {
      lock.lock();
      try {
        if (!over) {
          found = true;
          if (!screen.interrupt()) {
            screen.print(""); // ends the line with the question
            screen.print(Phrase.SERVER_FOUND_ENTER.text(server));
          }
        }
      } finally {
        lock.unlock();
      }
    }

    /** Gives up, on the keyboard's thread, whose interrupt is settled: whether it was found. */
    boolean end() {
      thread.interrupt();
      lock.lock();
      try {
        over = true;
        if (found) {
          Thread.interrupted();
        }
        return found;
      } finally {
        lock.unlock();
      }
    }
  }
}
