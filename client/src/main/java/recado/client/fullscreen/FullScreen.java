package recado.client.fullscreen;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jline.reader.History;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import recado.client.desk.Alert;
import recado.client.desk.Desk;
import recado.client.desk.Face;
import recado.client.desk.Shown;
import recado.client.desk.Standing;
import recado.client.desk.Status;
import recado.client.desk.Window;
import recado.client.local.Account;
import recado.client.local.Contacts;
import recado.client.terminal.AlertLines;
import recado.client.terminal.Attention;
import recado.client.terminal.Farewell;
import recado.client.terminal.LineScreen;
import recado.client.terminal.Names;
import recado.client.terminal.SignInDialogue;
import recado.client.terminal.Standings;
import recado.client.terminal.StartException;
import recado.client.texts.Harmless;
import recado.client.texts.Phrase;
import recado.protocol.Conversation;
import recado.protocol.Secret;
import recado.protocol.UserName;

/**
 * The face that has the whole screen: conversations on the left, the open one beside them, and
 * below what is being written.
 *
 * <p>The desk's thread calls {@link Face}'s methods, the keyboard's {@link #run}; both hand what
 * they have to the screen's thread.
 */
public final class FullScreen implements Face, AutoCloseable {
  private static final int LEAST_COLUMNS = 20;
  private static final int LEAST_ROWS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final LineScreen screen;
  private final Stage stage;
  private final Names names;
  private final AlertLines alerts;
  private final Inbox inbox = new Inbox();
  private final Attention attention = new Attention();
  private final Standings standings = new Standings(Thread.currentThread()::interrupt);
  private volatile Status status = Status.NONE;

  /** On a terminal that {@link #fits}; made by the keyboard's thread. */
  public FullScreen(LineScreen screen, UserName me, Contacts contacts) {
    this.screen = screen;
    stage = new Stage(screen.terminal());
    names = new Names(me, contacts);
    alerts = new AlertLines(names);
  }

  /** Whether a terminal can do what is needed, and is large enough. */
  public static boolean fits(LineScreen screen) {
    Size size = new Stage(screen.terminal()).size();
    return Stage.canBeOn(screen.terminal())
        && size.getColumns() >= LEAST_COLUMNS
        && size.getRows() >= LEAST_ROWS;
  }

  // ---- the desk's thread

  @Override
  public void show(Shown what) {
    inbox.put(scene -> scene.show(what));
  }

  @Override
  public void status(Status now) {
    status = now;
    inbox.status(now);
  }

  @Override
  public void window(Window window) {
    inbox.window(window);
  }

  @Override
  public void alert(Alert alert) {
    if (attention.isAway()) {
      inbox.put(_ -> stage.write(screen.notifier().call(alerts.title(alert), alerts.body(alert))));
    }
  }

  @Override
  public void standing(Standing standing) {
    standings.changed(standing);
  }

  // ---- the keyboard's thread

  /**
   * Shows the screen and reads keys until the person leaves.
   *
   * @param typed the texts of before
   * @param drafts what was begun and not sent
   * @throws StartException if there is no session any more and nobody to ask
   */
  public void run(
      Desk desk,
      Account account,
      SignInDialogue signIn,
      History typed,
      Map<Conversation, String> drafts)
      throws StartException {
    Scene scene = new Scene(names, screen.look(), desk, typed, drafts);
    Controls controls = new Controls(scene, desk, attention);
    Painter painter = new Painter(names, screen.look());
    ScreenThread drawing = new ScreenThread(inbox, scene, painter, stage, attention, desk);
    Runtime.getRuntime().addShutdownHook(new Thread(stage::abandon, "recado-reset-screen"));
    screen.terminal().handle(Signal.WINCH, _ -> inbox.redraw());
    stage.enter();
    Thread thread = Thread.ofPlatform().name("recado-screen").daemon().start(drawing);
    inbox.put(Scene::begin);
    try {
      readKeys(controls, desk, account, signIn);
    } finally {
      drawing.end();
      end(thread);
      stage.leave();
    }
    Farewell.of(screen, desk, () -> status);
  }

  private static void end(Thread thread) {
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void readKeys(Controls controls, Desk desk, Account account, SignInDialogue signIn)
      throws StartException {
    Keys keys = new Keys(screen.terminal());
    boolean leaving = false;
    while (!leaving) {
      try {
        signInAgainIfWanted(desk, account, signIn);
        switch (strike(controls, keys.read())) {
          case After.GoOn _ -> {}
          case After.Redraw _ -> stage.clear();
          case After.Edit(String text) -> edit(text);
          case After.Leave _ -> leaving = true;
        }
      } catch (InterruptedException _) {
        // The password is wanted.
      }
    }
  }

  /** Has the screen's thread do what a key does. */
  private After strike(Controls controls, Stroke stroke) {
    CompletableFuture<After> after = new CompletableFuture<>();
    inbox.put(
        _ -> {
          After done = new After.GoOn();
          try {
            done = controls.strike(stroke);
          } finally {
            after.complete(done);
          }
        });
    return after.join();
  }

  private void signInAgainIfWanted(Desk desk, Account account, SignInDialogue signIn)
      throws StartException {
    if (!standings.takePasswordWanted()) {
      return;
    }
    stage.leave();
    screen.print(Phrase.SIGNED_OUT.text());
    Secret token = signIn.again(account.user(), account.device());
    stage.enter();
    desk.tell(clerk -> clerk.signedIn(token));
    inbox.redraw();
  }

  private void edit(String text) {
    stage.leave();
    try {
      String edited = Harmless.text(screen.edit(text));
      inbox.put(scene -> scene.composer().editor().set(edited));
    } catch (IOException e) {
      String why = Harmless.line(String.valueOf(e.getMessage()));
      inbox.put(scene -> scene.say(Phrase.NO_EDITOR.text(why)));
    } finally {
      stage.enter();
      inbox.redraw();
    }
  }

  /** Gives the terminal back. Any thread. */
  @Override
  public void close() {
    stage.leave();
  }
}
