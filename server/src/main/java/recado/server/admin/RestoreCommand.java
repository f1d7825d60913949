package recado.server.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recado.server.postoffice.Inventory;
import recado.server.store.files.BackupZip;
import recado.server.store.files.FrozenFolder;
import recado.server.store.files.MendedFolder;

/** Makes a data folder of a backup. */
@Command(
    name = "restore",
    usageHelpAutoWidth = true,
    description = "Makes a data folder of a backup, and checks that a server starts with it.",
    footerHeading = "%n",
    footer = {
      "The folder must be empty or not there. If something is wrong it is left so. Ids that may"
          + " have been given out since the backup are passed over: the next is a million further.",
      "",
      "Example:",
      "  recado-server restore /backup/recado-monday.zip --data /var/lib/recado"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the folder is there, and a server starts with it",
      "1:it is not: the folder is not empty, or FILE is no backup or a damaged one",
      "2:an option is wrong"
    })
final class RestoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin
  @SuppressWarnings("UnusedVariable") // asked for by picocli
  private HelpOption help = new HelpOption();

  @Parameters(paramLabel = "FILE", description = "The zip file that backup has written.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    AdminCommands.silenceLog();
    Path data = AdminCommands.data(spec);
    try (BackupZip zip = BackupZip.open(file);
        EmptyFolder folder = EmptyFolder.take(data)) {
      Repair copy = Repair.ofBackup(zip);
      Inventory backedUp = sound(copy.found());
      try (MendedFolder restored = new MendedFolder(folder.disk())) {
        copy.writeTo(restored);
      }
      Inventory inventory = checked(data, backedUp);
      folder.keep();
      tell(data, backedUp, inventory);
      RepairCommand.tell(out(), "what the backup lacks:", copy.notSaved());
      RepairCommand.tell(out(), "what to look at:", copy.remarks());
      out().flush();
    }
    return CommandLine.ExitCode.OK;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private Inventory sound(Examination examination) throws IOException {
    if (examination.inventory() == null) {
      throw new IOException(
          file + " was not restored, it is damaged: " + examination.damages().getFirst());
    }
    return examination.inventory();
  }

  private Inventory checked(Path data, Inventory backedUp) throws IOException {
    try (FrozenFolder files = FrozenFolder.freeze(data)) {
      Inventory inventory = sound(Examination.of(files));
      if (inventory.accounts() != backedUp.accounts()
          || inventory.groups() != backedUp.groups()
          || inventory.deliveries() != backedUp.deliveries()) {
        throw new IOException(
            file + " was not restored: it has " + backedUp + ", the folder " + inventory);
      }
      return inventory;
    }
  }

  private void tell(Path data, Inventory backedUp, Inventory inventory) {
    PrintWriter out = out();
    out.printf(
        "%s is restored, and sound: accounts: %d, groups: %d, everything up to id %d%n",
        AdminCommands.written(data), inventory.accounts(), inventory.groups(), backedUp.lastId());
    out.printf(
        "the next id is %d: those in between may name what came after the backup%n",
        inventory.lastId() + 1);
  }
}
