package recado.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes many accounts. */
@Command(
    name = "import",
    usageHelpAutoWidth = true,
    description = {
      "Makes an account for each row of a CSV file: a name, and a password if there is a second"
          + " column. Who has none gets one that is good for one login.",
      "Prints name, number and one-time password of each, as CSV (or JSON, a line each). A name"
          + " that is taken is said and passed over, so that the same file may be given again."
    },
    footerHeading = "%n",
    footer = {
      "Example:",
      "  printf 'name\\nana\\nbruno\\n' > class.csv",
      "  recado-server users import class.csv > passwords.csv"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all were made", "1:some were not", "2:an option is wrong"})
final class ImportCommand extends OperatorCommand {
  private static final String NAME = "name";

  @Parameters(
      paramLabel = "FILE.csv",
      description = "name or name,password in each row; a first row that says so is passed over.")
  private Path file = Path.of("");

  @Override
  int run(Office office) throws IOException, InterruptedException {
    List<String[]> rows = rows(file);
    boolean hasHeader = !rows.isEmpty() && rows.getFirst()[0].strip().equalsIgnoreCase(NAME);
    if (!asJson()) {
      out().println("name,number,password");
    }
    int failed = 0;
    for (String[] row : rows.subList(hasHeader ? 1 : 0, rows.size())) {
      String name = row[0].strip();
      if (!name.isEmpty() && !add(office, name, row)) {
        failed++;
      }
    }
    if (failed > 0) {
      err().printf("recado-server: %d %s not made%n", failed, failed == 1 ? "was" : "were");
      err().flush();
    }
    return failed == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  /**
   * The rows of a CSV file.
   *
   * @throws IOException with a message for people if it is none
   */
  static List<String[]> rows(Path file) throws IOException {
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVReader reader =
            new CSVReaderBuilder(text).withCSVParser(new RFC4180ParserBuilder().build()).build()) {
      return reader.readAll();
    } catch (CsvException e) {
      throw new IOException(file + ", line " + e.getLineNumber() + ": " + e.getMessage(), e);
    }
  }

  private boolean add(Office office, String name, String[] row)
      throws IOException, InterruptedException {
    ObjectNode request = request("add").put("name", name);
    if (row.length > 1 && !row[1].isEmpty()) {
      request.put("password", row[1]);
    }
    JsonNode made;
    try {
      made = ask(office, request);
    } catch (RefusedException e) {
      err().printf("recado-server: %s: %s%n", name, e.getMessage());
      err().flush();
      return false;
    }
    if (asJson()) {
      out().println(made);
    } else {
      out()
          .printf(
              "%s,%s,%s%n",
              made.path("name").asText(),
              made.path("number").asText(),
              made.path("oneTimePassword").asText(""));
    }
    return true;
  }
}
