package recado.client.fullscreen;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.client.desk.Status;
import recado.client.desk.Window;

/**
 * What other threads hand to the screen's. Of what replaces what was before it, only the newest is
 * kept: a terminal that is stuck for an hour does not fill the memory.
 */
final class Inbox {
  private final BlockingQueue<Consumer<Scene>> tasks = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable Status> status = new AtomicReference<>();
  private final AtomicReference<@Nullable Window> window = new AtomicReference<>();

  /** Something to be done with the scene. Any thread. */
  void put(Consumer<Scene> task) {
    tasks.add(task);
  }

  /** Has it drawn again. Any thread. */
  void redraw() {
    put(_ -> {});
  }

  /** The desk's thread. */
  void status(Status now) {
    if (status.getAndSet(now) == null) {
      put(scene -> scene.status(newest(status)));
    }
  }

  /** The desk's thread. */
  void window(Window now) {
    if (window.getAndSet(now) == null) {
      put(scene -> scene.window(newest(window)));
    }
  }

  private static <T> T newest(AtomicReference<@Nullable T> reference) {
    T newest = reference.getAndSet(null);
    if (newest == null) {
      throw new IllegalStateException("taken twice");
    }
    return newest;
  }

  /** The next one; null if there is none in this time. The screen's thread. */
  @Nullable Consumer<Scene> next(long seconds) throws InterruptedException {
    return tasks.poll(seconds, TimeUnit.SECONDS);
  }
}
