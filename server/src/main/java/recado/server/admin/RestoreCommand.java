package recado.server.admin;

import java.io.IOException;
import java.io.InputStream;
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
import recado.server.store.files.Disk;
import recado.server.store.files.FrozenFolder;

/** Makes a data folder of a backup. */
@Command(
    name = "restore",
    usageHelpAutoWidth = true,
    description = "Makes a data folder of a backup, and checks that a server starts with it.",
    footerHeading = "%n",
    footer = {
      "The folder must be empty or not there. If something is wrong it is left so.",
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
  private static final int CHUNK_BYTES = 1 << 16;

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
      for (String name : zip.inOrderOfRestoring()) {
        copy(zip, name, folder.disk());
      }
      Inventory inventory = checked(data);
      folder.keep();
      spec.commandLine()
          .getOut()
          .printf(
              "%s is restored, and sound: accounts: %d, groups: %d, everything up to id %d%n",
              data, inventory.accounts(), inventory.groups(), inventory.lastId());
    }
    return CommandLine.ExitCode.OK;
  }

  private static void copy(BackupZip zip, String name, Disk disk) throws IOException {
    int slash = name.indexOf('/');
    if (slash > 0) {
      disk.createFolder(name.substring(0, slash));
    }
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = zip.read(name, 0);
        Disk.Appender out = disk.append(name)) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        out.write(chunk, count);
      }
      out.sync();
    }
    disk.syncFolder(slash > 0 ? name.substring(0, slash) : "");
  }

  private Inventory checked(Path data) throws IOException {
    try (FrozenFolder files = FrozenFolder.freeze(data)) {
      Examination examination = Examination.of(files);
      if (examination.inventory() == null) {
        throw new IOException(
            file + " was not restored, it is damaged: " + examination.damages().getFirst());
      }
      return examination.inventory();
    }
  }
}
