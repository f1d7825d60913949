package recado.server.store.files;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.CSVWriter;
import com.opencsv.ICSVWriter;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvValidationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.UserName;
import recado.server.store.AccountStore;
import recado.server.store.DamagedStoreException;
import recado.server.store.StoredAccount;

/**
 * {@code users.csv}: a header, then a row for each account.
 *
 * <pre>
 * name,number,password,created
 * ana,1000000000001,$argon2id$v=19$m=19456,t=2,p=1$…$…,1763690000000
 * </pre>
 *
 * <p>A change appends the account's new row: the last row of a name counts. The next start rewrites
 * the file with one row each. A last row without an end was never acknowledged and is dropped.
 */
public final class CsvAccountStore implements AccountStore {
  static final String FILE = "users.csv";
  private static final Logger LOG = LoggerFactory.getLogger(CsvAccountStore.class);
  private static final String[] HEADER = {"name", "number", "password", "created"};

  private final Disk disk;
  private final StringWriter rows = new StringWriter();
  private final CSVWriter csv = writer(rows);
  private Disk.@Nullable Appender appender;

  /** Accounts in this data folder. */
  public CsvAccountStore(Disk disk) {
    this.disk = disk;
  }

  private static CSVWriter writer(StringWriter to) {
    return new CSVWriter(
        to,
        ICSVWriter.DEFAULT_SEPARATOR,
        ICSVWriter.DEFAULT_QUOTE_CHARACTER,
        ICSVWriter.DEFAULT_QUOTE_CHARACTER,
        "\n");
  }

  @Override
  public List<StoredAccount> load() throws IOException {
    Map<UserName, StoredAccount> accounts = new LinkedHashMap<>();
    int rowsRead = disk.exists(FILE) ? read(wholeRows(), accounts) : -1;
    if (rowsRead != accounts.size()) {
      StringWriter all = new StringWriter();
      CSVWriter whole = writer(all);
      whole.writeNext(HEADER, false);
      for (StoredAccount account : accounts.values()) {
        whole.writeNext(row(account), false);
      }
      disk.replace(FILE, all.toString().getBytes(StandardCharsets.UTF_8));
    }
    appender = disk.append(FILE);
    return List.copyOf(accounts.values());
  }

  /** What the file has up to its last line feed; what comes after is cut off. */
  private String wholeRows() throws IOException {
    byte[] content;
    try (InputStream in = disk.read(FILE, 0)) {
      content = in.readAllBytes();
    }
    int end = content.length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    if (end < content.length && end > 0) {
      LOG.warn(
          "{}: the last row was not written to its end when the server stopped; it was never"
              + " acknowledged and is dropped",
          FILE);
      disk.truncate(FILE, end);
      content = Arrays.copyOf(content, end);
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  /** Returns how many rows there were. */
  private static int read(String content, Map<UserName, StoredAccount> accounts)
      throws IOException {
    int rows = 0;
    try (CSVReader reader =
        new CSVReaderBuilder(new StringReader(content))
            .withCSVParser(new RFC4180ParserBuilder().build())
            .build()) {
      String[] header = next(reader);
      if (!Arrays.equals(header, HEADER)) {
        throw damaged(1, "the header is not " + String.join(",", HEADER));
      }
      for (String[] row = next(reader); row != null; row = next(reader)) {
        StoredAccount account = account(row, reader.getLinesRead());
        accounts.remove(account.name()); // the order of the last rows, not of the first
        accounts.put(account.name(), account);
        rows++;
      }
    }
    return rows;
  }

  private static String @Nullable [] next(CSVReader reader) throws IOException {
    try {
      return reader.readNext();
    } catch (CsvValidationException e) {
      throw damaged(reader.getLinesRead(), String.valueOf(e.getMessage()));
    }
  }

  private static StoredAccount account(String[] row, long line) throws IOException {
    if (row.length != HEADER.length) {
      throw damaged(line, row.length + " columns instead of " + HEADER.length);
    }
    if (!row[1].matches("1[0-9]{12}")) {
      throw damaged(line, "the number is not 13 digits beginning with 1");
    }
    if (!row[2].startsWith("$argon2id$")) {
      throw damaged(line, "the password is not an Argon2id hash");
    }
    try {
      return new StoredAccount(new UserName(row[0]), row[1], row[2], Long.parseLong(row[3]));
    } catch (IllegalArgumentException e) {
      throw damaged(line, String.valueOf(e.getMessage()));
    }
  }

  private static DamagedStoreException damaged(long line, String what) {
    return new DamagedStoreException(
        FILE, line, what, "nothing was changed; mend the row or put the file back from a backup");
  }

  private static String[] row(StoredAccount account) {
    return new String[] {
      account.name().value(), account.number(), account.password(), Long.toString(account.created())
    };
  }

  @Override
  public void put(StoredAccount account) {
    csv.writeNext(row(account), false);
  }

  @Override
  public void commit() throws IOException {
    if (rows.getBuffer().isEmpty()) {
      return;
    }
    if (appender == null) {
      throw new IllegalStateException("commit before load");
    }
    byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
    rows.getBuffer().setLength(0);
    appender.write(bytes, bytes.length);
    appender.sync();
  }

  @Override
  public void close() throws IOException {
    if (appender != null) {
      appender.close();
    }
  }
}
