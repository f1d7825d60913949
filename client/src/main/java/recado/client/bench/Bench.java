package recado.client.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code bench}, which has commands of its own for each kind of load. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    subcommands = {
      Pairs.class,
      Group.class,
      Idle.class,
      Storm.class,
      Stalled.class,
      Sweep.class,
      Plot.class,
    })
public final class Bench implements Runnable {
  @Spec private CommandSpec command = CommandSpec.create();

  /** Says that it needs to know what to do. */
  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(), Saying.NEEDS_COMMAND.text(command.qualifiedName()));
  }
}
