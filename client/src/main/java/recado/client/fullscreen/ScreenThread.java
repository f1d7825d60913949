package recado.client.fullscreen;

import java.io.IOError;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jline.terminal.Size;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.client.desk.Desk;
import recado.client.terminal.Attention;
import recado.protocol.Conversation;

/**
 * Does with the scene what it is told, and draws it: it takes everything that there is, and then
 * draws once, so that a thousand messages are one picture. It reports as read what a person has had
 * before their eyes.
 */
final class ScreenThread implements Runnable {
  /** So long after the last key a draft is on the disk. */
  private static final long IDLE_SECONDS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(ScreenThread.class);

  private record Seen(Conversation in, int position) {}

  private final Inbox inbox;
  private final Scene scene;
  private final Painter painter;
  private final Stage stage;
  private final Attention attention;
  private final Desk desk;
  private @Nullable Seen seenLast;
  private boolean ended;

  ScreenThread(
      Inbox inbox, Scene scene, Painter painter, Stage stage, Attention attention, Desk desk) {
    this.inbox = inbox;
    this.scene = scene;
    this.painter = painter;
    this.stage = stage;
    this.attention = attention;
    this.desk = desk;
  }

  /** It is enough. Any thread; whoever wants to know waits for the thread. */
  void end() {
    inbox.put(_ -> ended = true);
  }

  @Override
  public void run() {
    try {
      while (!ended) {
        Consumer<Scene> task = inbox.next(IDLE_SECONDS);
        if (task == null) {
          scene.keepDraft();
          continue;
        }
        for (; task != null; task = inbox.next(0)) {
          perform(task);
        }
        draw();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody does that; then it is over
    } catch (IOError | IllegalStateException e) {
      LOG.debug("the terminal is gone", e); // which the keyboard's thread finds out, too
    }
  }

  /** A mistake of ours must not take the screen with it. */
  private void perform(Consumer<Scene> task) {
    try {
      task.accept(scene);
    } catch (RuntimeException e) {
      LOG.error("something on the screen failed", e);
    }
  }

  private void draw() {
    Size size = stage.size();
    Frame frame;
    try {
      frame = painter.paint(scene, size.getColumns(), size.getRows());
    } catch (RuntimeException e) {
      LOG.error("the screen cannot be drawn", e);
      return;
    }
    stage.draw(frame, size);
    scene.ask();
    if (frame.showsConversation() && !attention.isAway()) {
      scene.transcript().ifPresent(this::reportSeen);
    }
  }

  private void reportSeen(Transcript transcript) {
    OptionalInt position = transcript.seen();
    if (position.isEmpty()) {
      return;
    }
    Seen seen = new Seen(transcript.conversation(), position.getAsInt());
    if (!seen.equals(seenLast)) {
      seenLast = seen;
      desk.tell(clerk -> clerk.shown(seen.in(), seen.position()));
    }
  }
}
