package recado.server.store.files;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.LineWriter;
import recado.server.store.DamagedStoreException;
import recado.server.store.StateRecord;

/**
 * The snapshot {@code state.jsonl}: a line that says which records it includes, the state, and a
 * line that says how many lines there were.
 *
 * <pre>
 * {"kind":"snapshot","version":1,"before":4711,"crc":"…"}
 * …
 * {"kind":"end","lines":12,"crc":"…"}
 * </pre>
 */
final class StateFile {
  static final String FILE = "state.jsonl";
  private static final int VERSION = 1;
  private static final String REMEDY = "nothing was changed; put back this file from a backup";

  private final Disk disk;

  StateFile(Disk disk) {
    this.disk = disk;
  }

  /** Returns how many bytes were written. */
  long save(long before, List<StateRecord> state) throws IOException {
    LineWriter out = new LineWriter(1 << 16);
    new CheckedLine(out)
        .beginWord("kind", "snapshot")
        .number("version", VERSION)
        .number("before", before)
        .end();
    StateLines lines = new StateLines();
    for (StateRecord record : state) {
      lines.write(record, out);
    }
    new CheckedLine(out).beginWord("kind", "end").number("lines", state.size()).end();
    byte[] content = out.toBytes();
    disk.replace(FILE, content);
    return content.length;
  }

  /** Returns the id before which all records are included; 0 if there is no snapshot. */
  long load(Consumer<StateRecord> reader) throws IOException {
    if (!disk.exists(FILE)) {
      return 0;
    }
    try (FileLines lines = new FileLines(disk.read(FILE, 0), 0)) {
      return new Loading(lines).load(reader);
    }
  }

  private static final class Loading {
    private final FileLines lines;
    private final StateLines codec = new StateLines();
    private long lineNumber;

    Loading(FileLines lines) {
      this.lines = lines;
    }

    long load(Consumer<StateRecord> reader) throws IOException {
      try {
        long before = header();
        long read = 0;
        while (true) {
          advance();
          if (isEnd(read)) {
            return before;
          }
          @Nullable StateRecord state = codec.read(lines.line(), lines.length());
          if (state != null) {
            reader.accept(state);
            read++;
          }
        }
      } catch (Fields.FieldException e) {
        throw new DamagedStoreException(FILE, lineNumber, String.valueOf(e.getMessage()), REMEDY);
      }
    }

    private void advance() throws IOException, Fields.FieldException {
      lineNumber++;
      if (!lines.advance()) {
        throw new Fields.FieldException("the file ends too early");
      }
    }

    private long header() throws IOException, Fields.FieldException {
      advance();
      if (!CheckedLine.isIntact(lines.line(), lines.length())) {
        throw new Fields.FieldException("the checksum does not match");
      }
      Fields fields = Fields.parse(lines.line(), lines.length());
      if (!fields.word("kind").equals("snapshot") || fields.number("version") != VERSION) {
        throw new Fields.FieldException("not a snapshot of version " + VERSION);
      }
      long before = fields.number("before");
      fields.word("crc");
      fields.expectNoMore();
      return before;
    }

    private boolean isEnd(long read) throws IOException, Fields.FieldException {
      byte[] line = lines.line();
      if (!CheckedLine.isIntact(line, lines.length())) {
        throw new Fields.FieldException("the checksum does not match");
      }
      Fields fields = Fields.parse(line, lines.length());
      if (!fields.word("kind").equals("end")) {
        return false;
      }
      fields.word("crc");
      boolean complete = fields.number("lines") == read;
      fields.expectNoMore();
      if (!complete || lines.advance() || lines.hasTail()) {
        throw new Fields.FieldException("the number of lines is wrong");
      }
      return true;
    }
  }
}
