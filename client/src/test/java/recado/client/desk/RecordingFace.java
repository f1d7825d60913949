package recado.client.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A face that remembers what it was shown. The desk's thread shows, the test's asks. */
final class RecordingFace implements Face {
  private static final long PATIENCE_MILLIS = 20_000;

  private final List<Object> all = new ArrayList<>();
  private boolean failing;

  /** The next thing that is shown meets a mistake of the face's. */
  synchronized void failOnce() {
    failing = true;
  }

  @Override
  public synchronized void show(Shown what) {
    if (failing) {
      failing = false;
      throw new IllegalStateException("as the test wants it");
    }
    all.add(what);
    notifyAll();
  }

  @Override
  public synchronized void status(Status status) {
    all.add(status);
    notifyAll();
  }

  @Override
  public synchronized void standing(Standing standing) {
    all.add(standing);
    notifyAll();
  }

  /** Waits for something of this kind. */
  <T> T await(Class<T> kind) throws InterruptedException {
    return await(kind, any -> true);
  }

  /** Waits for something of this kind that is right; it counts once. */
  synchronized <T> T await(Class<T> kind, Predicate<T> right) throws InterruptedException {
    long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (true) {
      for (Object shown : all) {
        if (kind.isInstance(shown) && right.test(kind.cast(shown))) {
          all.remove(shown);
          return kind.cast(shown);
        }
      }
      long left = deadline - System.currentTimeMillis();
      if (left <= 0) {
        throw new AssertionError("no " + kind.getSimpleName() + " but " + all);
      }
      wait(left);
    }
  }

  /** What was shown of this kind and not waited for. */
  synchronized <T> List<T> rest(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
