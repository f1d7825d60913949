package recado.client.script;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import recado.client.local.AccountFolder;
import recado.client.local.Archive;
import recado.client.local.Home;
import recado.client.net.ServerAddress;
import recado.client.terminal.StartException;
import recado.client.texts.Phrase;
import recado.protocol.UserName;

/** Adds what an exported file has, and this machine does not. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Import extends Script {
  @Parameters(descriptionKey = "file", paramLabel = "${bundle:FILE}")
  private String file = "";

  @Override
  int run(Home home) throws IOException, StartException {
    Archive archive;
    try (InputStream in =
        new BufferedInputStream(
            file.equals("-") ? System.in : Files.newInputStream(Path.of(file)))) {
      archive = Archive.read(in);
    } catch (Archive.NoArchiveException e) {
      complain(file + ": " + e.getMessage());
      return ExitCodes.FAILED;
    }
    Optional<UserName> user = options().user();
    if (user.isPresent() && !user.get().equals(archive.user())) {
      complain(Phrase.SCRIPT_OF_ANOTHER.text(file, archive.user(), user.get()));
      return ExitCodes.FAILED;
    }
    String server = options().server().map(ServerAddress::toString).orElse(archive.server());
    try (AccountFolder folder = home.account(server, archive.user())) {
      Archive.Contents added = archive.addTo(folder, this::complain);
      print(
          Phrase.SCRIPT_IMPORTED.text(
              added.entries(), added.conversations(), added.contacts(), archive.user(), server));
    }
    return ExitCodes.DONE;
  }
}
