package recado.server.admin;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import recado.server.auth.Passwords;
import recado.server.postoffice.Inventory;
import recado.server.store.files.DataFolder;
import recado.server.store.files.FrozenFolder;
import recado.server.store.files.MendedFolder;

/** Makes a mended copy of a damaged data folder. */
@Command(
    name = "repair",
    usageHelpAutoWidth = true,
    description =
        "Makes a mended copy of a damaged data folder, and lists what could not be saved.",
    footerHeading = "%n",
    footer = {
      "No server may run on it. The original is not touched. Everything that is whole is in the"
          + " copy, under its id; the list says of each other line what was lost with it, and how"
          + " it was made up for.",
      "",
      "Example:",
      "  recado-server repair --data /var/lib/recado --to /var/lib/recado-repaired"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the copy is written, a server starts with it, and nothing was lost",
      "1:there is no copy",
      "2:an option is wrong",
      "3:the copy is written, a server starts with it, and the list says what was lost"
    })
final class RepairCommand implements Callable<Integer> {
  private static final int SOMETHING_LOST = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin
  @SuppressWarnings("UnusedVariable") // asked for by picocli
  private HelpOption help = new HelpOption();

  @Option(
      names = "--to",
      paramLabel = "DIR2",
      description = "Folder for the copy, empty or not there (default: DIR-repaired).")
  private @Nullable Path to;

  @Override
  public Integer call() throws IOException {
    AdminCommands.silenceLog();
    Path data = AdminCommands.data(spec);
    Path target = to == null ? besides(data) : to;
    try (Closeable _ = DataFolder.keepServersOut(data);
        FrozenFolder files = FrozenFolder.freeze(data)) {
      CheckCommand.expectData(data, files);
      try (EmptyFolder folder = EmptyFolder.take(target)) {
        Repair repair = new Repair(files, RepairCommand::nobodysPassword);
        try (MendedFolder mended = new MendedFolder(folder.disk())) {
          repair.writeTo(mended);
        }
        tell(repair, data, target, checked(target));
        folder.keep();
        return repair.notSaved().isEmpty() ? CommandLine.ExitCode.OK : SOMETHING_LOST;
      }
    }
  }

  private static Path besides(Path data) {
    Path folder = data.toAbsolutePath().normalize();
    return folder.resolveSibling(folder.getFileName() + "-repaired");
  }

  private static String nobodysPassword() {
    try (Passwords passwords =
        new Passwords(Passwords.DEFAULT_MEMORY_KIB, Passwords.DEFAULT_ITERATIONS)) {
      return passwords.hash(passwords.newToken());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while hashing a password", e);
    }
  }

  private static Inventory checked(Path target) throws IOException {
    try (FrozenFolder files = FrozenFolder.freeze(target)) {
      Examination examination = Examination.of(files);
      if (examination.inventory() == null) {
        throw new IOException(
            "this damage is beyond repair, no copy was made: " + examination.damages().getFirst());
      }
      return examination.inventory();
    }
  }

  /** Lists these lines, if there are any. */
  static void tell(PrintWriter out, String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      out.println(heading);
      lines.forEach(line -> out.println("  " + line));
    }
  }

  private void tell(Repair repair, Path data, Path target, Inventory inventory) {
    PrintWriter out = spec.commandLine().getOut();
    tell(out, "what could not be saved, " + repair.notSaved().size() + ":", repair.notSaved());
    tell(out, "how it was made up for, and what to look at:", repair.remarks());
    if (repair.wasSound()) {
      out.println(AdminCommands.written(data) + " was sound: there was nothing to mend");
    } else if (repair.notSaved().isEmpty()) {
      out.println("nothing was lost");
    }
    out.printf(
        "%s is sound: accounts: %d, groups: %d, next id %d%n",
        AdminCommands.written(target),
        inventory.accounts(),
        inventory.groups(),
        inventory.lastId() + 1);
    out.flush();
  }
}
