package recado.server.store.files;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import recado.protocol.LineWriter;
import recado.server.store.Audience;
import recado.server.store.StateRecord;

/** Reads every line of {@code state.jsonl} that is whole, and names the others. */
final class StateSalvage {
  private final StoredFiles files;
  private final ToLongFunction<StateRecord> namedIds;
  private final Map<Long, Audience> audiences;
  private final Consumer<Finding> findings;
  private final StateLines codec = new StateLines();
  private long lineNumber;
  private long damagedLines;
  private long wholeLines;
  private long announcedLines;
  private long highestId;
  private boolean hasEnd;

  /**
   * Of a folder.
   *
   * @param namedIds the highest id in a line; an {@link IllegalStateException} if what the line has
   *     packed cannot be read
   * @param audiences those that are known
   */
  StateSalvage(
      StoredFiles files,
      ToLongFunction<StateRecord> namedIds,
      Map<Long, Audience> audiences,
      Consumer<Finding> findings) {
    this.files = files;
    this.namedIds = namedIds;
    this.audiences = audiences;
    this.findings = findings;
  }

  /** What the snapshot goes with; null if the line that says it is lost. */
  static StateFile.@Nullable Header header(StoredFiles files) throws IOException {
    if (!files.exists(StateFile.FILE)) {
      return StateFile.Header.NONE;
    }
    try (FileLines lines = new FileLines(files.read(StateFile.FILE, 0), 0)) {
      return lines.advance() ? StateFile.header(lines.line(), lines.length()) : null;
    } catch (Fields.FieldException expected) {
      return null;
    }
  }

  /** Returns the highest id that the state names. */
  long read(Consumer<StateRecord> reader) throws IOException {
    if (!files.exists(StateFile.FILE)) {
      return 0;
    }
    try (FileLines lines = new FileLines(files.read(StateFile.FILE, 0), 0)) {
      while (lines.advance()) {
        lineNumber++;
        take(lines.line(), lines.length(), reader);
      }
    }
    if (!hasEnd) {
      lineNumber++;
      tell("the file ends too early", "what came after is lost");
    } else if (damagedLines == 0 && announcedLines != wholeLines) {
      tell("the number of lines is wrong", missing(announcedLines - wholeLines));
    }
    return highestId;
  }

  private void take(byte[] line, int length, Consumer<StateRecord> reader) {
    String readable = new Readable(line, length).description();
    String lost = (readable.isEmpty() ? "what it said" : "its " + readable) + " is lost";
    if (!CheckedLine.isIntact(line, length)) {
      damagedLines++;
      tell("the checksum does not match", lineNumber == 1 ? "" : lost);
      return;
    }
    try {
      Fields fields = Fields.parse(line, length);
      String kind = fields.word("kind");
      if (kind.equals("snapshot")) {
        StateFile.header(line, length);
      } else if (kind.equals("end")) {
        hasEnd = true;
        announcedLines = fields.number("lines");
      } else {
        StateRecord state = read(line, length);
        if (state != null) {
          take(state, lost, reader);
        }
      }
    } catch (Fields.FieldException e) {
      damagedLines++;
      tell(String.valueOf(e.getMessage()), Finding.NEWER + lost);
    }
  }

  private void take(StateRecord state, String lost, Consumer<StateRecord> reader) {
    try {
      highestId = Math.max(highestId, namedIds.applyAsLong(state));
    } catch (IllegalStateException e) {
      damagedLines++;
      tell(String.valueOf(e.getMessage()), Finding.NEWER + lost);
      return;
    }
    wholeLines++;
    reader.accept(state);
  }

  /** A line whose audience is lost here may have it in the journal. */
  private @Nullable StateRecord read(byte[] line, int length) throws Fields.FieldException {
    try {
      return codec.read(line, length);
    } catch (Fields.FieldException e) {
      Fields fields = Fields.parse(line, length);
      if (!fields.has("to")) {
        throw e;
      }
      tellAudiences(fields);
      return codec.read(line, length);
    }
  }

  /** As in {@code "to":["#casa 10"]}. */
  private void tellAudiences(Fields sent) throws Fields.FieldException {
    for (String to : sent.words("to")) {
      String version = to.substring(to.indexOf(' ') + 1);
      Audience audience =
          version.matches("[0-9]{1,18}") ? audiences.get(Long.parseLong(version)) : null;
      if (audience != null) {
        LineWriter out = new LineWriter(1 << 10);
        new CheckedLine(out)
            .beginWord("kind", "audience")
            .number("version", audience.version())
            .words("users", audience.users())
            .end();
        codec.read(out.buffer(), out.length() - 1);
      }
    }
  }

  private static String missing(long lines) {
    if (lines < 0) {
      return "which of them are too many is unknown";
    }
    return lines == 1 ? "one before it is lost" : lines + " before it are lost";
  }

  private void tell(String what, String lost) {
    findings.accept(Finding.at(StateFile.FILE, lineNumber, what, StateFile.REMEDY, lost));
  }
}
