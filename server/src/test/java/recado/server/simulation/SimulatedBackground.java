package recado.server.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** The journal's background work, done in its order but whenever the simulation likes. */
final class SimulatedBackground extends AbstractExecutorService {
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean shut;

  @Override
  public void execute(Runnable work) {
    waiting.add(work);
  }

  void runOne() {
    Runnable work = waiting.poll();
    if (work != null) {
      work.run();
    }
  }

  @Override
  public void shutdown() {
    shut = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shut;
  }

  @Override
  public boolean isTerminated() {
    return shut && waiting.isEmpty();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    while (!waiting.isEmpty()) {
      runOne();
    }
    return true;
  }
}
