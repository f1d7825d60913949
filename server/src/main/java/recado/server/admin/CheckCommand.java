package recado.server.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import recado.server.postoffice.Inventory;
import recado.server.store.files.FrozenFolder;
import recado.server.store.files.TornEnds;

/** Says whether a server would start with a data folder, and with what. */
@Command(
    name = "check",
    usageHelpAutoWidth = true,
    description = "Reads a data folder as a start would, and says what is there or what is wrong.",
    footerHeading = "%n",
    footer = {
      "Changes nothing and needs no lock: it may run beside a server.",
      "",
      "Example:",
      "  recado-server check --data /var/lib/recado"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:a server starts with it",
      "1:it is damaged, or cannot be read",
      "2:an option is wrong"
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin
  @SuppressWarnings("UnusedVariable") // asked for by picocli
  private HelpOption help = new HelpOption();

  @Override
  public Integer call() throws IOException {
    AdminCommands.silenceLog();
    Path data = AdminCommands.data(spec);
    try (FrozenFolder files = FrozenFolder.freeze(data)) {
      expectData(data, files);
      Examination examination = Examination.of(files);
      Inventory inventory = examination.inventory();
      if (inventory == null) {
        return tellDamage(data, examination);
      }
      tell(data, files, inventory);
      return CommandLine.ExitCode.OK;
    }
  }

  /** A server would begin anew in a folder that has nothing; who checks it has meant another. */
  static void expectData(Path data, FrozenFolder files) throws IOException {
    if (files.isEmpty()) {
      throw new IOException("there is no data of Recado in " + data);
    }
  }

  private void tell(Path data, FrozenFolder files, Inventory inventory) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s is sound: accounts: %d, groups: %d%n",
        AdminCommands.written(data), inventory.accounts(), inventory.groups());
    out.printf(
        "%d entries wait for devices (counted once for each device)%n", inventory.deliveries());
    out.printf(
        "the journal has %d %s, its last id is %d%n",
        files.journalFiles(), files.journalFiles() == 1 ? "file" : "files", inventory.lastId());
    for (String torn : TornEnds.find(files)) {
      if (!files.hasGrown(torn)) { // else a server is at work on it
        out.printf(
            "warning: %s, line %d: it has no end, as a crash leaves it; it was never acknowledged,"
                + " and a start drops it%n",
            torn, TornEnds.wholeLines(files, torn) + 1);
      }
    }
    out.flush();
  }

  private int tellDamage(Path data, Examination examination) {
    PrintWriter err = spec.commandLine().getErr();
    for (String damage : examination.damages()) {
      err.println("recado-server: " + damage);
    }
    err.println(
        "recado-server: "
            + AdminCommands.written(data)
            + " is damaged; the command repair makes a mended copy of it");
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
