package recado.client.bench;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that puts one kind of load on a server and says what came of it. */
abstract sealed class Workload implements Callable<Integer>
    permits Pairs, Group, Idle, Storm, Stalled, Sweep {
  @Spec private CommandSpec command = CommandSpec.create();
  @Mixin private BenchOptions options = new BenchOptions();

  /**
   * Looks at the command's own options.
   *
   * @throws CommandLine.ParameterException by {@link BenchOptions#require}
   */
  abstract void check(BenchOptions common);

  /** How many connections there will be at the most. */
  abstract int connections();

  /** How many threads have something to do. */
  int maxThreads() {
    return Math.max(1, connections() / 2);
  }

  /** Does it. */
  abstract void measure(Rig rig, Results results) throws BenchException;

  @Override
  public final Integer call() {
    options.check();
    check(options);
    PrintWriter err = command.commandLine().getErr();
    try (Progress progress = new Progress(options.showsProgress())) {
      Results results = new Results(command.commandLine().getOut(), progress, options.json());
      InetSocketAddress server = options.server();
      Rig.checkConnections(connections());
      Long pid = options.pid();
      if (pid != null) {
        ProcessUsage.of(pid); // rather now than after the warm-up
      }
      int threads = Math.min(options.threads(), maxThreads());
      try (Rig rig = new Rig(options, server, threads, progress)) {
        measure(rig, results);
      }
      if (results.faulty()) {
        throw new BenchException(Saying.FAULTY.text());
      }
      return ExitCode.OK;
    } catch (BenchException e) {
      err.println("recado bench: " + e.message());
      return ExitCode.SOFTWARE;
    }
  }
}
