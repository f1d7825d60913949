package recado.client.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All that makes load: loops, and the accounts on them. Owned by the main thread, which waits here.
 */
final class Rig implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration SHOW = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OTHER_FILES = 64; // jars, selectors, standard streams

  private final BenchOptions options;
  private final Alarm alarm = new Alarm();
  private final Progress progress;
  private final List<Loop> loops = new ArrayList<>();
  private final Population population;

  Rig(BenchOptions options, InetSocketAddress server, int threads, Progress progress)
      throws BenchException {
    this.options = options;
    this.progress = progress;
    try {
      for (int i = 0; i < threads; i++) {
        loops.add(new Loop(i + 1, alarm));
      }
    } catch (IOException e) {
      throw new BenchException(Saying.NO_SELECTOR.text(e.getMessage()));
    }
    this.population = new Population(this, server);
  }

  /**
   * Looks whether so many connections can be had.
   *
   * @throws BenchException if the limit of open files is too low
   */
  static void checkConnections(int connections) throws BenchException {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      long limit = system.getMaxFileDescriptorCount();
      if (limit > 0 && connections + OTHER_FILES > limit) {
        throw new BenchException(
            Saying.TOO_MANY_CONNECTIONS.text(connections, limit, connections + 10 * OTHER_FILES));
      }
    }
  }

  /** Waits, and shows on the terminal what for. */
  void pause(String doing, Duration time) throws BenchException {
    long end = Stamp.now() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - Stamp.now()) {
      progress.show(
          Saying.SECONDS_OF.text(doing, time.toNanos() / 1e9 - left / 1e9, seconds(time)));
      alarm.pause(Duration.ofNanos(Math.min(left, SHOW.toNanos())));
    }
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /**
   * Waits until so many are done.
   *
   * @throws BenchException if nothing more happens for {@link #PATIENCE}
   */
  void await(String doing, LongSupplier done, long all) throws BenchException {
    long last = -1;
    long since = Stamp.now();
    for (long now = done.getAsLong(); now < all; now = done.getAsLong()) {
      if (now > last) {
        last = now;
        since = Stamp.now();
        progress.show(Saying.SO_MANY_OF.text(doing, now, all));
      } else if (Stamp.now() - since > PATIENCE.toNanos()) {
        throw new BenchException(Saying.STUCK.text(doing, now, all, PATIENCE.toSeconds()));
      }
      alarm.pause(LOOK);
    }
  }

  /** CPU time of this process, in seconds. */
  static double ownCpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : Double.NaN;
  }

  /** What the server has used so far; null if nobody said which process it is. */
  @Nullable ProcessUsage serverUsage() throws BenchException {
    Long pid = options.pid();
    return pid == null ? null : ProcessUsage.of(pid);
  }

  Alarm alarm() {
    return alarm;
  }

  List<Loop> loops() {
    return loops;
  }

  Population population() {
    return population;
  }

  BenchOptions options() {
    return options;
  }

  /** Ends all connections and threads. */
  @Override
  public void close() {
    loops.forEach(Loop::close);
  }
}
