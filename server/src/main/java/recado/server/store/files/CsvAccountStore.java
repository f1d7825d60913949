package recado.server.store.files;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.CSVWriter;
import com.opencsv.ICSVWriter;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvMalformedLineException;
import com.opencsv.exceptions.CsvValidationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.UserName;
import recado.server.store.AccountStore;
import recado.server.store.Credential;
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
 * <p>A new account is appended; a new password, which the journal has already, replaces the file as
 * a whole. A last row without an end was never acknowledged and is dropped.
 */
public final class CsvAccountStore implements AccountStore {
  static final String FILE = "users.csv";
  static final String REMEDY =
      "nothing was changed; mend the row or put the file back from a backup";
  private static final Logger LOG = LoggerFactory.getLogger(CsvAccountStore.class);
  static final String[] HEADER = {"name", "number", "password", "created"};

  private final Disk disk;
  private final Map<UserName, StoredAccount> accounts = new LinkedHashMap<>();
  private final List<StoredAccount> added = new ArrayList<>();
  private boolean changed; // in this batch

  /** What the accounts of this batch were before; null for new ones. */
  private final Map<UserName, @Nullable StoredAccount> formerStates = new HashMap<>();

  /** The file lacks something that is no news, or may not be there any more after a power cut. */
  private boolean behind;

  private long wholeBytes; // up to the end of the last whole row
  private long confirmedBytes; // without the rows of this batch
  private Disk.@Nullable Appender appender;

  /** Accounts in this data folder. */
  public CsvAccountStore(Disk disk) {
    this.disk = disk;
  }

  private static byte[] csv(boolean header, Collection<StoredAccount> accounts) {
    StringWriter text = new StringWriter();
    CSVWriter csv =
        new CSVWriter(
            text,
            ICSVWriter.DEFAULT_SEPARATOR,
            ICSVWriter.DEFAULT_QUOTE_CHARACTER,
            ICSVWriter.DEFAULT_QUOTE_CHARACTER,
            "\n");
    if (header) {
      csv.writeNext(HEADER, false);
    }
    for (StoredAccount account : accounts) {
      csv.writeNext(row(account), false);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<StoredAccount> load() throws IOException {
    if (!disk.exists(FILE)) {
      expectNoJournal();
      replaceAll();
    } else if (isHeaderAlone()) {
      behind = true; // an editor left it without its line feed: no row may be written onto it
    } else {
      read(wholeRows());
      appender = disk.append(FILE);
      appender.sync(); // if the server died alone, what it wrote last may not be on the disk yet
      confirmedBytes = wholeBytes;
    }
    return List.copyOf(accounts.values());
  }

  private void expectNoJournal() throws IOException {
    boolean wasUsed = disk.exists(StateFile.FILE);
    try {
      for (String file : disk.list(Segment.FOLDER)) {
        wasUsed |= disk.size(Segment.FOLDER + "/" + file) > 0;
      }
    } catch (NoSuchFileException expected) {
      // a folder that was never used
    }
    if (wasUsed) {
      throw new DamagedStoreException(
          FILE, "the file is missing", "nothing was changed; put it back from a backup");
    }
  }

  /** Writes the file anew, with the accounts of this batch as they were before if they were. */
  private void replaceAll() throws IOException {
    if (appender != null) {
      appender.close();
      appender = null;
    }
    behind = true;
    List<StoredAccount> settled = new ArrayList<>(accounts.size());
    List<StoredAccount> unsettled = new ArrayList<>();
    for (StoredAccount account : accounts.values()) {
      StoredAccount former = formerStates.get(account.name());
      boolean isNew = former == null && formerStates.containsKey(account.name());
      (isNew ? unsettled : settled).add(former == null ? account : former);
    }
    byte[] before = csv(true, settled);
    byte[] batch = csv(false, unsettled);
    disk.replace(
        FILE,
        file -> {
          file.write(before, before.length);
          file.write(batch, batch.length);
        });
    appender = disk.append(FILE);
    confirmedBytes = before.length;
    wholeBytes = confirmedBytes + batch.length;
    behind = false;
  }

  private boolean isHeaderAlone() throws IOException {
    try (InputStream in = disk.read(FILE, 0)) {
      byte[] header = String.join(",", HEADER).getBytes(StandardCharsets.UTF_8);
      return Arrays.equals(in.readNBytes(header.length + 1), header);
    }
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
    if (end < content.length) {
      LOG.warn(
          "{}: the last row was not written to its end when the server stopped; it was never"
              + " acknowledged and is dropped",
          FILE);
      content = Arrays.copyOf(content, end);
    }
    wholeBytes = content.length;
    return new String(content, StandardCharsets.UTF_8);
  }

  private void read(String content) throws IOException {
    Set<String> numbers = new HashSet<>();
    try (CSVReader reader =
        new CSVReaderBuilder(new StringReader(content))
            .withCSVParser(new RFC4180ParserBuilder().build())
            .build()) {
      if (!Arrays.equals(next(reader), HEADER)) {
        throw damaged(1, "the header is not " + String.join(",", HEADER));
      }
      for (String[] row = next(reader); row != null; row = next(reader)) {
        StoredAccount account = account(row, reader.getLinesRead());
        if (!numbers.add(account.number())) {
          throw damaged(reader.getLinesRead(), "a second row with number " + account.number());
        }
        if (accounts.put(account.name(), account) != null) {
          throw damaged(reader.getLinesRead(), "a second row for " + row[0]);
        }
      }
    }
  }

  private static String @Nullable [] next(CSVReader reader) throws IOException {
    try {
      return reader.readNext();
    } catch (CsvValidationException | CsvMalformedLineException e) {
      throw damaged(reader.getLinesRead(), String.valueOf(e.getMessage()));
    }
  }

  static StoredAccount account(String[] row, long line) throws IOException {
    if (row.length != HEADER.length) {
      throw damaged(line, row.length + " columns instead of " + HEADER.length);
    }
    if (!StoredAccount.isNumber(row[1])) {
      throw damaged(line, "the number is not 13 digits beginning with 10 to 18");
    }
    if (!Credential.isOne(row[2])) {
      throw damaged(line, "the password is not an Argon2id hash");
    }
    try {
      return new StoredAccount(new UserName(row[0]), row[1], row[2], Long.parseLong(row[3]));
    } catch (IllegalArgumentException e) {
      throw damaged(line, String.valueOf(e.getMessage()));
    }
  }

  private static DamagedStoreException damaged(long line, String what) {
    return new DamagedStoreException(FILE, line, what, REMEDY);
  }

  private static String[] row(StoredAccount account) {
    return new String[] {
      account.name().value(), account.number(), account.password(), Long.toString(account.created())
    };
  }

  @Override
  public void put(StoredAccount account) {
    StoredAccount former = accounts.put(account.name(), account);
    if (!formerStates.containsKey(account.name())) {
      formerStates.put(account.name(), former);
    }
    if (former == null) {
      added.add(account);
    } else {
      changed = true;
    }
  }

  @Override
  public void commit() throws IOException {
    if (added.isEmpty()) {
      return;
    }
    if (behind || appender == null) {
      replaceAll();
    } else {
      append(appender, csv(false, added));
    }
    added.clear();
  }

  @Override
  public void confirm() {
    formerStates.clear();
    if (changed) {
      changed = false;
      behind = true;
      bringUpToDate();
    }
    confirmedBytes = wholeBytes;
  }

  @Override
  public boolean bringUpToDate() {
    try {
      if (behind) {
        replaceAll();
      }
      return true;
    } catch (IOException e) {
      LOG.warn("writing {} failed; the journal has the new passwords still", FILE, e);
      return false;
    }
  }

  @Override
  public void takeBack() throws IOException {
    boolean hasNew = formerStates.containsValue(null);
    formerStates.forEach(
        (name, former) -> {
          if (former == null) {
            accounts.remove(name);
          } else {
            accounts.put(name, former);
          }
        });
    formerStates.clear();
    added.clear();
    changed = false;
    if (hasNew && behind) {
      replaceAll();
    } else if (hasNew) {
      truncate(confirmedBytes);
    }
  }

  private void truncate(long length) throws IOException {
    if (disk.size(FILE) > length) {
      disk.truncate(FILE, length);
    }
    wholeBytes = length;
  }

  /** Either all rows or, as far as a failing disk lets us, none. */
  private void append(Disk.Appender file, byte[] rows) throws IOException {
    truncate(wholeBytes); // the row that was dropped at the start
    try {
      file.write(rows, rows.length);
      file.sync();
      wholeBytes += rows.length;
    } catch (IOException e) {
      truncate(wholeBytes);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (appender != null) {
      appender.close();
    }
  }
}
