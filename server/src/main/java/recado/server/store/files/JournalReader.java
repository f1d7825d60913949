package recado.server.store.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.protocol.Event;
import recado.server.store.DamagedStoreException;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;

/**
 * Reads all files of the journal at the start. Whatever is not as it was written stops it, but for
 * what a crash leaves behind and nobody was told of, which is cut off: a last line without an end,
 * receipts without the record that they follow from.
 */
final class JournalReader {
  private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);
  static final String REMEDY = "nothing was changed; put back the data folder from a backup";

  private final Disk disk;
  private final NavigableMap<Long, Segment> segments;
  private StateFile.Header snapshot = StateFile.Header.NONE;
  private long lastId;
  private long bytesAfterSnapshot;
  private JournalLines lines = new JournalLines();
  private final List<String> needless = new ArrayList<>();

  /** Receipts whose cause has not been read yet, and where the first of them begins. */
  private final List<JournalRecord> receipts = new ArrayList<>();

  private long receiptsAt;
  private @Nullable String tornFile;
  private long tornAt;

  JournalReader(Disk disk, NavigableMap<Long, Segment> segments) {
    this.disk = disk;
    this.segments = segments;
  }

  /** Which files there are, before anything is read. */
  void findFiles(StateFile.Header header) throws IOException {
    snapshot = header;
    lastId = Math.max(0, header.before() - 1);
    for (String name : disk.list(Segment.FOLDER)) {
      long firstId = Segment.firstIdOf(name);
      if (firstId >= 0) {
        segments.put(firstId, new Segment(firstId));
      } else {
        LOG.warn("{}/{} is no file of the journal and is left alone", Segment.FOLDER, name);
      }
    }
    passOverNeedlessFiles();
    for (long firstId : snapshot.kept().keySet()) {
      if (!segments.containsKey(firstId)) {
        throw missing(firstId);
      }
    }
  }

  /** Checks the files of before the snapshot, and applies the records of the others. */
  void readAll(Journal.Recovery recovery) throws IOException {
    for (Segment segment : segments.values()) {
      readSegment(segment, segment == segments.lastEntry().getValue(), recovery);
    }
  }

  /**
   * Those begun and never written to, since the file before went on (or the server stopped); and
   * those that the snapshot does not need, which would have been deleted next.
   */
  private void passOverNeedlessFiles() throws IOException {
    for (Segment segment : List.copyOf(segments.values())) {
      boolean kept = snapshot.kept().containsKey(segment.firstId());
      boolean outdated = segment.firstId() < snapshot.before() && !kept;
      boolean empty = disk.size(segment.file()) == 0;
      if (outdated || (empty && !kept)) {
        segments.remove(segment.firstId());
        needless.add(segment.file());
      }
    }
  }

  private static DamagedStoreException missing(long firstId) {
    return new DamagedStoreException(
        Segment.fileName(firstId),
        "the file is missing",
        "nothing was changed; put it back from a backup");
  }

  /** Everything could be read: what a crash left behind is put in order. */
  void cleanUp() throws IOException {
    for (String file : needless) {
      disk.delete(file);
    }
    if (tornFile != null) {
      disk.truncate(tornFile, tornAt);
    }
  }

  private void readSegment(Segment segment, boolean last, Journal.Recovery recovery)
      throws IOException {
    boolean afterSnapshot = segment.firstId() >= snapshot.before();
    if (afterSnapshot && segment.firstId() != lastId + 1) {
      throw missing(lastId + 1);
    }
    lines = new JournalLines();
    long expected = segment.firstId();
    long lineNumber = 0;
    try (FileLines file = new FileLines(disk.read(segment.file(), 0), 0)) {
      while (file.advance()) {
        lineNumber++;
        long id = JournalLines.idOfIntact(file.line(), file.length());
        if (id == JournalLines.NO_RECORD) {
          readAudience(file);
          continue;
        }
        if (id != expected) {
          throw new Fields.FieldException("record " + id + " instead of " + expected);
        }
        segment.noteRecord(expected, file.lineStart());
        expected++;
        if (afterSnapshot) {
          take(lines.read(file.line(), file.length()), file.lineStart(), recovery);
        }
      }
      if (file.hasTail()) {
        noteTail(segment, last && afterSnapshot, lineNumber + 1, file.position());
      }
      if (!receipts.isEmpty()) {
        noteUnfinished(segment, last, lineNumber);
        expected -= receipts.size();
        segment.forgetAfter(expected - 1);
      }
      if (afterSnapshot) {
        bytesAfterSnapshot += file.position();
      } else if (expected - 1 != snapshot.kept().getOrDefault(segment.firstId(), 0L)) {
        lineNumber++;
        throw new Fields.FieldException("the file ends too early, with record " + (expected - 1));
      }
    } catch (Fields.FieldException | IllegalStateException | IllegalArgumentException e) {
      throw new DamagedStoreException(
          segment.file(), lineNumber, String.valueOf(e.getMessage()), REMEDY);
    }
    lastId = Math.max(lastId, expected - 1);
  }

  private void readAudience(FileLines file) throws Fields.FieldException {
    if (lines.read(file.line(), file.length()) != null) {
      throw new Fields.FieldException("a record does not begin with its id");
    }
  }

  /**
   * Receipts are written before the record that they follow from. Of what was written together, a
   * crash may leave them alone: then nothing has happened yet.
   */
  private void take(@Nullable JournalRecord record, long position, Journal.Recovery recovery)
      throws Fields.FieldException {
    if (record == null) {
      throw new Fields.FieldException("not a record");
    }
    if (record instanceof JournalRecord.Posted posted && posted.entry() instanceof Event.Receipt) {
      receiptsAt = receipts.isEmpty() ? position : receiptsAt;
      receipts.add(record);
    } else {
      receipts.forEach(recovery::apply);
      receipts.clear();
      recovery.apply(record);
    }
  }

  private void noteUnfinished(Segment segment, boolean last, long lineNumber)
      throws Fields.FieldException {
    if (!last) {
      throw new Fields.FieldException("a receipt that follows from nothing");
    }
    LOG.warn(
        "{}, line {}: not all was written when the server stopped that belongs together; it was"
            + " never acknowledged and is dropped",
        segment.file(),
        lineNumber);
    tornFile = segment.file();
    tornAt = receiptsAt;
  }

  private void noteTail(Segment segment, boolean beingWritten, long lineNumber, long position)
      throws DamagedStoreException {
    if (!beingWritten) {
      throw new DamagedStoreException(segment.file(), lineNumber, "the line has no end", REMEDY);
    }
    LOG.warn(
        "{}, line {}: the last line was not written to its end when the server stopped; it was"
            + " never acknowledged and is dropped",
        segment.file(),
        lineNumber);
    tornFile = segment.file();
    tornAt = position;
  }

  /** The id of the last record there is, or that the snapshot includes. */
  long lastId() {
    return lastId;
  }

  long bytesAfterSnapshot() {
    return bytesAfterSnapshot;
  }

  /** The file to go on with, if the last one is not included in the snapshot. */
  @Nullable Segment unfinished() {
    Map.Entry<Long, Segment> last = segments.lastEntry();
    return last != null && last.getKey() >= snapshot.before() ? last.getValue() : null;
  }

  /** What knows the audiences of the last file. */
  JournalLines lines() {
    return lines;
  }
}
