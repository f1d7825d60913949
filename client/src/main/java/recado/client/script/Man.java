package recado.client.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recado.client.arrival.Failures;
import recado.client.texts.Phrase;

/** Prints the manual page of a command, or writes all of them into a folder. */
@Command(
    name = "man",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Man implements Callable<Integer> {
  private static final String CHAT = "chat";

  @Option(names = "--into", paramLabel = "${bundle:DIRECTORY}")
  private @Nullable Path folder;

  @Parameters(arity = "0..1", descriptionKey = "command", paramLabel = "${bundle:COMMAND}")
  private String name = CHAT;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    Map<String, CommandLine> commands = new TreeMap<>(command.parent().subcommands());
    commands.put(CHAT, command.parent().commandLine());
    if (!commands.containsKey(name)) {
      throw new ParameterException(
          command.commandLine(), Phrase.SCRIPT_NO_COMMAND.text(name, commands.keySet()));
    }
    if (folder == null) {
      System.out.print(ManualPage.of(name, commands.get(name)));
      System.out.flush();
      return System.out.checkError() ? ExitCodes.FAILED : ExitCodes.DONE;
    }
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, CommandLine> one : commands.entrySet()) {
        Files.writeString(
            folder.resolve("recado-" + one.getKey() + ".1"),
            ManualPage.of(one.getKey(), one.getValue()));
      }
      return ExitCodes.DONE;
    } catch (IOException e) {
      System.err.println(command.qualifiedName() + ": " + Failures.explain(e));
      return ExitCodes.FAILED;
    }
  }
}
