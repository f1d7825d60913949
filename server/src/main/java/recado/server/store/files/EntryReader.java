package recado.server.store.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;
import recado.server.store.DamagedStoreException;

/**
 * Finds entries by ascending ids, reading on where the last one was found if that is nearer. Owned
 * by one thread.
 */
final class EntryReader implements Closeable {
  private final Disk disk;
  private final NavigableMap<Long, Segment> segments;
  private final MessageLine messages = new MessageLine();
  private @Nullable Segment segment;
  private @Nullable FileLines file;

  EntryReader(Disk disk, NavigableMap<Long, Segment> segments) {
    this.disk = disk;
    this.segments = segments;
  }

  /** The entry, or null if its file is gone because nobody waits for it any more. */
  Event.@Nullable Entry read(long id) throws IOException {
    Map.Entry<Long, Segment> floor = segments.floorEntry(id);
    if (floor == null || !floor.getValue().reaches(id)) {
      return null; // its file is gone
    }
    try {
      FileLines lines = linesAt(floor.getValue(), id);
      while (lines.advance()) {
        long found = JournalLines.idOf(lines.line(), lines.length());
        if (found == id) {
          return entry(lines);
        }
        if (found > id) {
          break;
        }
      }
    } catch (NoSuchFileException expected) {
      return null; // deleted since we looked it up
    } catch (Fields.FieldException e) {
      throw new DamagedStoreException(
          floor.getValue().file(), "entry " + id + ": " + e.getMessage(), "see the log");
    }
    throw new DamagedStoreException(
        floor.getValue().file(), "entry " + id + " is not where it was written", "see the log");
  }

  private Event.Entry entry(FileLines lines) throws Fields.FieldException {
    JournalLines.idOfIntact(lines.line(), lines.length());
    Event.Message message = messages.read(lines.line(), lines.length());
    return message == null ? JournalLines.readEntry(lines.line(), lines.length()) : message;
  }

  private FileLines linesAt(Segment wanted, long id) throws IOException {
    long place = wanted.placeBefore(id);
    FileLines lines = file;
    if (lines == null || segment != wanted || place > lines.position()) {
      close();
      lines = new FileLines(disk.read(wanted.file(), place), place);
      segment = wanted;
      file = lines;
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
