package recado.client.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import recado.client.local.Archive;
import recado.client.local.Home;
import recado.client.terminal.StartException;
import recado.client.texts.Phrase;

/** Writes history and contacts into one file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Export extends Script {
  @Parameters(descriptionKey = "file", paramLabel = "${bundle:FILE}")
  private String file = "";

  @Override
  int run(Home home) throws IOException, StartException {
    Place place = place(home);
    Path folder = home.accountPath(place.server(), place.user());
    if (!Files.isDirectory(folder)) {
      complain(Phrase.SCRIPT_NO_ACCOUNT.text(place.user(), place.server()));
      return ExitCodes.FAILED;
    }
    if (file.equals("-")) {
      Archive.write(folder, place.server(), place.user(), out());
      return out().checkError() ? ExitCodes.FAILED : ExitCodes.DONE;
    }
    Archive.Contents contents =
        Archive.writeFile(folder, place.server(), place.user(), Path.of(file));
    print(
        Phrase.SCRIPT_EXPORTED.text(
            contents.entries(), contents.conversations(), contents.contacts()));
    return ExitCodes.DONE;
  }
}
