package recado.client.script;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what makes bash and zsh complete the launcher's commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Completion implements Callable<Integer> {
  private static final String LAUNCHER = "recado";

  /** What the launcher does by itself, or another jar. */
  private static final List<String> OTHERS = List.of("server", "build", "test", "help");

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    System.out.print(AutoComplete.bash(LAUNCHER, launcher(command.parent().commandLine())));
    System.out.flush();
    return System.out.checkError() ? ExitCodes.FAILED : ExitCodes.DONE;
  }

  /** The commands as the launcher has them: the chat is one beside the others there. */
  private static CommandLine launcher(CommandLine chat) {
    CommandLine launcher = new CommandLine(CommandSpec.create().name(LAUNCHER));
    for (String name : List.copyOf(chat.getSubcommands().keySet())) {
      launcher.addSubcommand(name, chat.getCommandSpec().removeSubcommand(name));
    }
    launcher.addSubcommand("chat", chat);
    OTHERS.forEach(name -> launcher.addSubcommand(name, CommandSpec.create().name(name)));
    return launcher;
  }
}
