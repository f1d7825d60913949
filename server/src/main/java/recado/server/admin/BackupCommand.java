package recado.server.admin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recado.server.postoffice.Inventory;
import recado.server.store.files.BackupZip;
import recado.server.store.files.FrozenFolder;

/** Copies a data folder into a zip file, also while a server writes to it. */
@Command(
    name = "backup",
    usageHelpAutoWidth = true,
    description = "Copies a data folder into a zip file, also that of a running server.",
    footerHeading = "%n",
    footer = {
      "Everything that was acknowledged before it began is in the copy, which is read as a start"
          + " would before it gets its name. The server notices nothing.",
      "",
      "Example:",
      "  recado-server backup --data /var/lib/recado /backup/recado-monday.zip"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the copy is written, and a server starts with it",
      "1:there is no copy: the data is damaged, or cannot be read, or FILE cannot be written",
      "2:an option is wrong"
    })
final class BackupCommand implements Callable<Integer> {
  /** Damage stays; what comes of a snapshot in between does not. */
  private static final int MAX_TRIES = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin
  @SuppressWarnings("UnusedVariable") // asked for by picocli
  private HelpOption help = new HelpOption();

  @Parameters(
      paramLabel = "FILE",
      description = "The zip file to write; only its owner may read it.")
  private Path file = Path.of("");

  @Option(names = "--no-message-log", description = "Leave out messages.csv.")
  private boolean noMessageLog;

  @Option(names = "--force", description = "Replace FILE if it is there.")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    AdminCommands.silenceLog();
    Path data = AdminCommands.data(spec);
    Path target = file.toAbsolutePath();
    expectFree(target);
    Path temporary = create(target);
    try {
      Inventory inventory = write(data, temporary);
      expectFree(target);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Durably.syncFolder(folderOf(target));
      spec.commandLine()
          .getOut()
          .printf(
              "%s has everything up to id %d: accounts: %d, groups: %d, %d bytes%n",
              file,
              inventory.lastId(),
              inventory.accounts(),
              inventory.groups(),
              Files.size(target));
      return CommandLine.ExitCode.OK;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void expectFree(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException(file + " is a folder; name the file to write");
    }
    if (!force && Files.exists(target)) {
      throw new IOException(file + " is there already; --force replaces it");
    }
  }

  private static Path folderOf(Path target) {
    Path folder = target.getParent();
    return folder == null ? target : folder;
  }

  /** In the same folder, so that it can be renamed; private from the first byte on. */
  private Path create(Path target) throws IOException {
    try {
      return Files.createTempFile(folderOf(target), target.getFileName() + ".", ".part");
    } catch (IOException e) {
      throw new IOException("cannot write to the folder of " + file + ": " + e.getMessage(), e);
    }
  }

  private Inventory write(Path data, Path temporary) throws IOException {
    Examination examination = null;
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      try (FrozenFolder files = FrozenFolder.freeze(data)) {
        CheckCommand.expectData(data, files);
        write(files, temporary);
      }
      try (BackupZip written = BackupZip.open(temporary)) {
        examination = Examination.of(written);
      }
      if (examination.inventory() != null) {
        return examination.inventory();
      }
    }
    throw new IOException(
        "no backup was written, the data is damaged: "
            + (examination == null ? "" : examination.damages().getFirst())
            + " (`recado-server check` tells all)");
  }

  private void write(FrozenFolder files, Path temporary) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                temporary, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream out = Channels.newOutputStream(channel)) {
      BackupZip.write(files, !noMessageLog, out);
      channel.force(true);
    }
  }
}
