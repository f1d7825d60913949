package recado.server.store.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.LineWriter;
import recado.server.store.DamagedStoreException;
import recado.server.store.JournalRecord;
import recado.server.store.StateRecord;
import recado.server.store.StoredAccount;
import recado.server.store.StoredGroup;

/**
 * Writes a data folder anew: the records that were saved, and a snapshot that includes them all.
 * Where records are missing the journal goes on in another file, as it does where files were
 * deleted, so that every record keeps its id.
 */
public final class MendedFolder implements Closeable {
  private static final int MAX_BATCH_BYTES = 1 << 20;
  private static final long MAX_FILE_BYTES = 32L << 20;

  /** In place of the snapshot until that is written: no server starts with a part of a folder. */
  private static final String UNFINISHED = "this data folder was not written to its end\n";

  private final Disk disk;
  private final CsvAccountStore users;
  private final LineWriter batch = new LineWriter(1 << 16);
  private JournalLines lines = new JournalLines();
  private Disk.@Nullable Appender file;
  private final SortedMap<Long, Long> kept = new TreeMap<>();
  private long firstId; // of the file at hand
  private long lastId;
  private long fileBytes;

  /** In an empty folder. */
  public MendedFolder(Disk disk) throws IOException {
    this.disk = disk;
    users = new CsvAccountStore(disk);
    users.load(); // before there is a journal, beside which it must not be missing
    disk.replace(StateFile.FILE, UNFINISHED.getBytes(StandardCharsets.US_ASCII));
    disk.createFolder(Segment.FOLDER);
  }

  /** Writes the next record; ids ascend. */
  public void add(JournalRecord record) throws IOException {
    if (record.id() != lastId + 1 || fileBytes > MAX_FILE_BYTES) {
      endFile();
    }
    if (file == null) {
      firstId = record.id();
      file = disk.append(Segment.fileName(firstId));
      lines = new JournalLines();
    }
    lastId = record.id();
    lines.write(record, batch);
    if (batch.length() > MAX_BATCH_BYTES) {
      writeBatch();
    }
  }

  private void writeBatch() throws IOException {
    if (file != null) {
      file.write(batch.buffer(), batch.length());
    }
    fileBytes += batch.length();
    batch.clear();
  }

  private void endFile() throws IOException {
    writeBatch();
    if (file != null) {
      file.sync();
      file.close();
      kept.put(firstId, lastId);
    }
    file = null;
    fileBytes = 0;
  }

  /**
   * Ends the journal and writes what it leads to.
   *
   * @param nextId no record up to here is to be written ever again
   */
  public void finish(
      long nextId,
      Collection<StoredAccount> accounts,
      StoredGroup.Snapshot groups,
      List<StateRecord> state)
      throws IOException {
    endFile();
    disk.append(Segment.fileName(nextId)).close();
    disk.syncFolder(Segment.FOLDER);
    accounts.forEach(users::put);
    users.commit();
    users.confirm();
    new JsonGroupStore(disk).save(groups);
    new StateFile(disk).save(new StateFile.Header(nextId, groups.includes(), kept), state);
    disk.syncFolder("");
  }

  /** Takes over what the operator has set, and tells what cannot be read and stays behind. */
  public void copyOperatorsFiles(StoredFiles from, Consumer<String> lost) throws IOException {
    Disk readable = new RehearsalDisk(from);
    copy(JsonInvitationStore.FILE, from, new JsonInvitationStore(readable)::load, lost);
    copy(MotdFile.FILE, from, new MotdFile(readable)::read, lost);
  }

  private interface Reading {
    void run() throws IOException;
  }

  private void copy(String name, StoredFiles from, Reading reading, Consumer<String> lost)
      throws IOException {
    if (!from.exists(name)) {
      return;
    }
    try {
      reading.run();
    } catch (DamagedStoreException e) {
      lost.accept(name + ": " + e.what());
      return;
    }
    try (InputStream in = from.read(name, 0)) {
      disk.replace(name, in.readAllBytes());
    }
  }

  /** Takes over the log of messages, up to its last whole row. */
  public void copyMessageLog(StoredFiles from) throws IOException {
    if (!from.exists(CsvMessageLog.FILE)) {
      return;
    }
    byte[] chunk = new byte[1 << 16];
    try (InputStream in =
            new FirstBytes(from.read(CsvMessageLog.FILE, 0), MessageRows.wholeLength(from));
        Disk.Appender out = disk.append(CsvMessageLog.FILE)) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        out.write(chunk, count);
      }
      out.sync();
    }
  }

  @Override
  public void close() throws IOException {
    users.close();
    if (file != null) {
      file.close();
    }
  }
}
