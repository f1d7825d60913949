package recado.server.store.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * {"kind":"snapshot","version":1,"before":4711,"groups":4012,"kept":[[1,900],[2300,3999]],"crc":"…"}
 * …
 * {"kind":"end","lines":12,"crc":"…"}
 * </pre>
 *
 * <p>{@code kept} are the first and last ids of the journal's older files in which somebody waits
 * for an entry; {@code groups} is the record up to which {@code groups.json} must reach.
 */
final class StateFile {
  static final String FILE = "state.jsonl";
  static final int VERSION = 1;
  private static final byte[] END = "{\"kind\":\"end\"".getBytes(StandardCharsets.US_ASCII);
  private static final int PIECE_BYTES = 1 << 16;
  static final String REMEDY = "nothing was changed; put back this file from a backup";

  private final Disk disk;

  StateFile(Disk disk) {
    this.disk = disk;
  }

  /**
   * What a snapshot goes with.
   *
   * @param before the id of the first record that it does not include
   * @param groupsInclude the id of the last record that the saved groups include, at least
   * @param kept the last id of each of the journal's files that are kept, by their first ids
   */
  record Header(long before, long groupsInclude, SortedMap<Long, Long> kept) {
    /** No snapshot at all: every record counts. */
    static final Header NONE = new Header(0, 0, Collections.emptySortedMap());
  }

  /** Returns how many bytes were written. */
  long save(Header header, List<StateRecord> state) throws IOException {
    disk.replace(FILE, file -> write(header, state, file));
    return disk.size(FILE);
  }

  private static void write(Header header, List<StateRecord> state, Disk.Appender file)
      throws IOException {
    LineWriter out = new LineWriter(1 << 12);
    CheckedLine first = new CheckedLine(out).beginWord("kind", "snapshot");
    first.number("version", VERSION).number("before", header.before());
    first.number("groups", header.groupsInclude()).beginPairs("kept");
    header
        .kept()
        .forEach((from, to) -> first.pair(from.equals(header.kept().firstKey()), from, to));
    first.endPairs().end();
    StateLines lines = new StateLines();
    for (StateRecord record : state) {
      lines.write(record, out);
      if (out.length() >= PIECE_BYTES) {
        file.write(out.buffer(), out.length());
        out.clear();
      }
    }
    new CheckedLine(out).beginWord("kind", "end").number("lines", state.size()).end();
    file.write(out.buffer(), out.length());
  }

  /** Told what a snapshot goes with before its state. */
  interface HeaderReader {
    /** {@link Header#NONE} if there is no snapshot. */
    void read(Header header) throws IOException;
  }

  void load(HeaderReader headerReader, Consumer<StateRecord> reader) throws IOException {
    if (!disk.exists(FILE)) {
      headerReader.read(Header.NONE);
      return;
    }
    try (FileLines lines = new FileLines(disk.read(FILE, 0), 0)) {
      new Loading(lines).load(headerReader, reader);
    }
  }

  /** Reads the first line. */
  static Header header(byte[] line, int length) throws Fields.FieldException {
    if (!CheckedLine.isIntact(line, length)) {
      throw new Fields.FieldException("the checksum does not match");
    }
    Fields fields = Fields.parse(line, length);
    if (!fields.word("kind").equals("snapshot") || fields.number("version") != VERSION) {
      throw new Fields.FieldException("not a snapshot of version " + VERSION);
    }
    SortedMap<Long, Long> kept = new TreeMap<>();
    for (long[] file : fields.pairs("kept")) {
      kept.put(file[0], file[1]);
    }
    Header header = new Header(fields.number("before"), fields.number("groups"), kept);
    fields.word("crc");
    fields.expectNoMore();
    return header;
  }

  private static final class Loading {
    private final FileLines lines;
    private final StateLines codec = new StateLines();
    private long lineNumber;

    Loading(FileLines lines) {
      this.lines = lines;
    }

    void load(HeaderReader headerReader, Consumer<StateRecord> reader) throws IOException {
      try {
        headerReader.read(header());
        long read = 0;
        while (true) {
          advance();
          if (isEnd(read)) {
            return;
          }
          @Nullable StateRecord state = codec.read(lines.line(), lines.length());
          if (state != null) {
            reader.accept(state);
            read++;
          }
        }
      } catch (Fields.FieldException | IllegalStateException | IllegalArgumentException e) {
        throw new DamagedStoreException(FILE, lineNumber, String.valueOf(e.getMessage()), REMEDY);
      }
    }

    private void advance() throws IOException, Fields.FieldException {
      lineNumber++;
      if (!lines.advance()) {
        throw new Fields.FieldException("the file ends too early");
      }
    }

    private Header header() throws IOException, Fields.FieldException {
      advance();
      return StateFile.header(lines.line(), lines.length());
    }

    private boolean isEnd(long read) throws IOException, Fields.FieldException {
      byte[] line = lines.line();
      boolean saysEnd =
          lines.length() > END.length && Arrays.equals(line, 0, END.length, END, 0, END.length);
      if (!saysEnd) {
        return false; // the codec looks at its checksum
      }
      if (!CheckedLine.isIntact(line, lines.length())) {
        throw new Fields.FieldException("the checksum does not match");
      }
      Fields fields = Fields.parse(line, lines.length());
      fields.word("kind");
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
