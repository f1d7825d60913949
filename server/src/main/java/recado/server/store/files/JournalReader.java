package recado.server.store.files;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.server.store.DamagedStoreException;
import recado.server.store.Journal;
import recado.server.store.JournalRecord;

/**
 * Reads all files of the journal at the start. Whatever is not as it was written stops it, but for
 * the one thing that a crash leaves behind: a last line without an end, which is cut off.
 */
final class JournalReader {
  private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);
  private static final String REMEDY =
      "nothing was changed; put back the data folder from a backup";

  private final Disk disk;
  private final NavigableMap<Long, Segment> segments;
  private final long snapshotBefore;
  private long lastId;
  private long bytesAfterSnapshot;
  private JournalLines lines = new JournalLines();
  private @Nullable String emptyFile;
  private @Nullable String tornFile;
  private long tornAt;

  JournalReader(Disk disk, NavigableMap<Long, Segment> segments, long snapshotBefore) {
    this.disk = disk;
    this.segments = segments;
    this.snapshotBefore = snapshotBefore;
    lastId = snapshotBefore == 0 ? 0 : snapshotBefore - 1;
  }

  void readAll(Journal.Recovery recovery) throws IOException {
    for (String name : disk.list(Segment.FOLDER)) {
      long firstId = Segment.firstIdOf(name);
      if (firstId >= 0) {
        segments.put(firstId, new Segment(firstId));
      } else {
        LOG.warn("{}/{} is no file of the journal and is left alone", Segment.FOLDER, name);
      }
    }
    passOverEmptyLastFile();
    for (Segment segment : segments.values()) {
      readSegment(segment, segment == segments.lastEntry().getValue(), recovery);
    }
  }

  /** Begun and never written to; the file before it may have gone on meanwhile. */
  private void passOverEmptyLastFile() throws IOException {
    Map.Entry<Long, Segment> last = segments.lastEntry();
    if (last != null && disk.size(last.getValue().file()) == 0) {
      segments.remove(last.getKey());
      emptyFile = last.getValue().file();
    }
  }

  /** Everything could be read: what a crash left behind is put in order. */
  void cleanUp() throws IOException {
    if (emptyFile != null) {
      disk.delete(emptyFile);
    }
    if (tornFile != null) {
      disk.truncate(tornFile, tornAt);
    }
  }

  private void readSegment(Segment segment, boolean last, Journal.Recovery recovery)
      throws IOException {
    boolean afterSnapshot = segment.firstId() >= snapshotBefore;
    if (afterSnapshot && segment.firstId() != lastId + 1) {
      throw new DamagedStoreException(
          Segment.fileName(lastId + 1), "the file is missing", "put it back from a backup");
    }
    lines = new JournalLines();
    long expected = segment.firstId();
    long lineNumber = 0;
    try (FileLines file = new FileLines(disk.read(segment.file(), 0), 0)) {
      while (file.advance()) {
        lineNumber++;
        JournalRecord record = lines.read(file.line(), file.length());
        if (record == null) {
          continue;
        }
        if (record.id() != expected) {
          throw new Fields.FieldException("record " + record.id() + " instead of " + expected);
        }
        segment.noteRecord(expected, file.lineStart());
        expected++;
        give(record, afterSnapshot, recovery);
      }
      if (file.hasTail()) {
        noteTail(segment, last && afterSnapshot, lineNumber + 1, file.position());
      }
      if (afterSnapshot) {
        bytesAfterSnapshot += file.position();
      }
    } catch (Fields.FieldException e) {
      throw new DamagedStoreException(
          segment.file(), lineNumber, String.valueOf(e.getMessage()), REMEDY);
    }
    lastId = Math.max(lastId, expected - 1);
  }

  private static void give(JournalRecord record, boolean afterSnapshot, Journal.Recovery recovery) {
    if (afterSnapshot) {
      recovery.apply(record);
    } else if (record instanceof JournalRecord.Posted posted) {
      recovery.restorePending(posted);
    }
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
    return last != null && last.getKey() >= snapshotBefore ? last.getValue() : null;
  }

  /** What knows the audiences of the last file. */
  JournalLines lines() {
    return lines;
  }
}
