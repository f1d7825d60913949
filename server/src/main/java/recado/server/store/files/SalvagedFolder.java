package recado.server.store.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import recado.protocol.Event;
import recado.server.store.Audience;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredAccount;
import recado.server.store.StoredGroup;

/**
 * Reads all that is whole in a data folder, and names what is not, where a start would stop at the
 * first damage. Owned by one thread.
 */
public final class SalvagedFolder {
  private static final Pattern MESSAGE_ROW = Pattern.compile("([0-9]{1,18}),[0-9]{4}-[0-9]{2}-.*");

  private static final JournalSalvage.Taker UNREAD =
      new JournalSalvage.Taker() {
        @Override
        public void record(JournalRecord record) {}

        @Override
        public void entryForWhom(Event.Entry entry) {}
      };

  private final StoredFiles files;
  private final ToLongFunction<StateRecord> namedIds;

  /** Audiences of groups by version, wherever they were found. */
  private final Map<Long, Audience> audiences = new HashMap<>();

  /**
   * Of these files.
   *
   * @param namedIds the highest id that a line of the snapshot names; an {@link
   *     IllegalStateException} if what the line has packed cannot be read
   */
  public SalvagedFolder(StoredFiles files, ToLongFunction<StateRecord> namedIds) {
    this.files = files;
    this.namedIds = namedIds;
  }

  /** Takes the journal's records. */
  public interface Journal {
    /**
     * A record.
     *
     * @param old whether the snapshot includes it, so that only those who wait for it matter
     */
    void record(JournalRecord record, boolean old) throws IOException;

    /** An entry of which nothing says for whom it was. */
    void entryForWhom(Event.Entry entry);
  }

  /** The accounts, and what is left of rows that are not whole. */
  public record Users(List<StoredAccount> accounts, List<SalvagedRow> brokenRows) {}

  /**
   * The groups.
   *
   * @param areWhole whether the file has all that it had
   */
  public record Groups(StoredGroup.Snapshot snapshot, boolean areWhole) {}

  /** All that is wrong, in the order in which a start reads. */
  public void examine(Consumer<Finding> findings) throws IOException {
    users(findings);
    groups(findings);
    state(_ -> {}, findings);
    salvage(findings, before(), UNREAD).read();
  }

  /**
   * What this version does not understand in the journal's files of before the snapshot. A start
   * compares their checksums and ids and reads no more of them: each of their entries is read when
   * it is delivered.
   */
  public void examineOlderFiles(Consumer<Finding> findings) throws IOException {
    salvage(findings, before(), UNREAD).readOlder();
  }

  /** Reads {@code users.csv}. */
  public Users users(Consumer<Finding> findings) throws IOException {
    UsersSalvage users = new UsersSalvage(files, findings);
    users.read();
    return new Users(users.accounts(), users.brokenRows());
  }

  /** Reads {@code groups.json}. */
  public Groups groups(Consumer<Finding> findings) throws IOException {
    GroupsSalvage.Found found = new GroupsSalvage(files, findings).read();
    return new Groups(found.snapshot(), found.isWhole());
  }

  /** Reads {@code state.jsonl}; returns the highest id that it names. */
  public long state(Consumer<StateRecord> reader, Consumer<Finding> findings) throws IOException {
    return new StateSalvage(files, namedIds, audiences, findings).read(reader);
  }

  /**
   * From which record on the journal is to be applied to the state; without a state that is the
   * first that there is. If the line that says so is lost, it is the first file of the journal
   * after all that the state names: a snapshot begins a new one.
   */
  public long before() throws IOException {
    if (!files.exists(StateFile.FILE)) {
      NavigableSet<Long> firstIds = JournalSalvage.firstIds(files);
      return firstIds.isEmpty() ? 0 : firstIds.first();
    }
    StateFile.Header header = StateSalvage.header(files);
    if (header != null) {
      return header.before();
    }
    long highest = state(_ -> {}, _ -> {});
    Long first = JournalSalvage.firstIds(files).higher(highest);
    return first == null ? highest + 1 : first;
  }

  /** Reads the journal; returns the id after that of its last record, also if that one is lost. */
  public long journal(long before, Consumer<Finding> findings, Journal journal) throws IOException {
    Long firstApplied = JournalSalvage.firstIds(files).ceiling(before);
    return salvage(
            findings,
            before,
            new JournalSalvage.Taker() {
              @Override
              public void record(JournalRecord record) throws IOException {
                journal.record(record, firstApplied == null || record.id() < firstApplied);
              }

              @Override
              public void entryForWhom(Event.Entry entry) {
                journal.entryForWhom(entry);
              }
            })
        .read();
  }

  private JournalSalvage salvage(
      Consumer<Finding> findings, long before, JournalSalvage.Taker taker) throws IOException {
    StateFile.Header header = files.exists(StateFile.FILE) ? StateSalvage.header(files) : null;
    return new JournalSalvage(
        files, before, header == null ? null : header.kept(), audiences, findings, taker);
  }

  /**
   * Names the files that must have been there and that a start might not miss.
   *
   * @return how many there are
   */
  public int missingFiles(Consumer<String> missing) throws IOException {
    NavigableSet<Long> firstIds = JournalSalvage.firstIds(files);
    boolean hasSnapshot = files.exists(StateFile.FILE);
    boolean begun = hasSnapshot || !firstIds.isEmpty();
    List<String> found = new ArrayList<>();
    if (begun && !files.exists(CsvAccountStore.FILE)) {
      found.add(CsvAccountStore.FILE + ": the file is missing; numbers and passwords are lost");
    }
    StateFile.Header header = StateSalvage.header(files);
    boolean hadGroups = header == null || header.groupsInclude() > 0;
    if (hadGroups && !files.exists(JsonGroupStore.FILE)) {
      found.add(JsonGroupStore.FILE + ": the file is missing; what the journal lacks is lost");
    }
    if (!hasSnapshot && !firstIds.isEmpty() && firstIds.first() > 1) {
      found.add(
          StateFile.FILE
              + ": the file is missing; of before record "
              + firstIds.first()
              + " it is lost who blocks whom, tokens (devices log in with the password), what"
              + " devices have (they may get it again) and what was read");
    }
    if (firstIds.ceiling(Math.max(before(), 1)) == null) {
      found.add(
          Segment.FOLDER
              + ": the newest file of the journal is missing; what was written since the last"
              + " snapshot is lost");
    }
    found.forEach(missing);
    return found.size();
  }

  /** Tells an audience that was worked out, for entries that refer to it. */
  public void know(Audience audience) {
    audiences.putIfAbsent(audience.version(), audience);
  }

  /**
   * The highest id in {@code messages.csv}, or 0. It is never the truth, but no id in it may be
   * used again.
   */
  public long highestLoggedId() throws IOException {
    if (!files.exists(CsvMessageLog.FILE)) {
      return 0;
    }
    long highest = 0;
    try (BufferedReader rows =
        new BufferedReader(
            new InputStreamReader(files.read(CsvMessageLog.FILE, 0), StandardCharsets.UTF_8))) {
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        Matcher message = MESSAGE_ROW.matcher(row);
        if (message.matches()) {
          highest = Math.max(highest, Long.parseLong(message.group(1)));
        }
      }
    }
    return highest;
  }
}
