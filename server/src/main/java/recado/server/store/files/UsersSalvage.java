package recado.server.store.files;

import com.opencsv.ICSVParser;
import com.opencsv.RFC4180ParserBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.UserName;
import recado.server.store.DamagedStoreException;
import recado.server.store.StoredAccount;

/**
 * Reads every row of {@code users.csv} that is whole, and of the others what is. No row of Recado's
 * has a line feed in it, so that a damaged one does not reach beyond its line.
 */
final class UsersSalvage {
  private final StoredFiles files;
  private final Consumer<Finding> findings;
  private final ICSVParser csv = new RFC4180ParserBuilder().build();
  private final Map<UserName, StoredAccount> accounts = new LinkedHashMap<>();
  private final Set<String> numbers = new HashSet<>();
  private final List<SalvagedRow> rows = new ArrayList<>();

  UsersSalvage(StoredFiles files, Consumer<Finding> findings) {
    this.files = files;
    this.findings = findings;
  }

  List<StoredAccount> accounts() {
    return List.copyOf(accounts.values());
  }

  List<SalvagedRow> brokenRows() {
    return rows;
  }

  void read() throws IOException {
    if (!files.exists(CsvAccountStore.FILE)) {
      return;
    }
    String content;
    try (InputStream in = files.read(CsvAccountStore.FILE, 0)) {
      content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    int line = 0;
    for (int start = 0; start < content.length(); ) {
      int end = content.indexOf('\n', start);
      boolean torn = end < 0;
      String row = content.substring(start, torn ? content.length() : end);
      start = torn ? content.length() : end + 1;
      line++;
      readLine(row.endsWith("\r") ? row.substring(0, row.length() - 1) : row, line, torn);
    }
    if (line == 0) {
      tell(1, "the header is not " + String.join(",", CsvAccountStore.HEADER), "");
    }
  }

  private void readLine(String text, int line, boolean torn) throws IOException {
    String[] row = parsed(text);
    boolean isHeader = row != null && Arrays.equals(row, CsvAccountStore.HEADER);
    if (line == 1) {
      if (isHeader) {
        return;
      }
      tell(1, "the header is not " + String.join(",", CsvAccountStore.HEADER), "");
    }
    if (torn) {
      rows.add(SalvagedRow.of(text, true));
      return;
    }
    if (row == null) {
      tell(line, "the row is no CSV", "its account is not whole");
      rows.add(SalvagedRow.of(text, false));
      return;
    }
    try {
      add(CsvAccountStore.account(row, line), line);
    } catch (DamagedStoreException e) {
      if (line > 1) {
        tell(line, e.what(), "its account is not whole");
        rows.add(SalvagedRow.of(text, false));
      }
    }
  }

  private void add(StoredAccount account, int line) {
    StoredAccount former = accounts.get(account.name());
    if (former != null) {
      tell(line, "a second row for " + account.name().value(), "this second one is left out");
    } else if (!numbers.add(account.number())) {
      tell(line, "a second row with number " + account.number(), "its account gets a new one");
      rows.add(new SalvagedRow(account.name(), null, account.password(), account.created(), false));
    } else {
      accounts.put(account.name(), account);
    }
  }

  private String @Nullable [] parsed(String row) {
    try {
      return csv.parseLine(row);
    } catch (IOException | RuntimeException expected) {
      return null; // no CSV
    }
  }

  private void tell(int line, String what, String lost) {
    findings.accept(Finding.at(CsvAccountStore.FILE, line, what, CsvAccountStore.REMEDY, lost));
  }
}
