package recado.server.store.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recado.protocol.Event;
import recado.server.store.Audience;
import recado.server.store.JournalRecord;

/**
 * Reads every record of the journal that is whole, whatever is around it, oldest first. What is not
 * whole is named, and which records it was: their ids are a row without gaps.
 *
 * <p>One object reads once.
 */
final class JournalSalvage {
  private static final int MAX_TAIL_BYTES = 1 << 20;

  /** Takes what is whole. */
  interface Taker {
    /** A record. */
    void record(JournalRecord record) throws IOException;

    /** An entry of which nothing says for whom it was. */
    void entryForWhom(Event.Entry entry);
  }

  private final StoredFiles files;
  private final long snapshotBefore;
  private final @Nullable SortedMap<Long, Long> kept; // null if it is not known which are
  private final Map<Long, Audience> audiences;
  private final Consumer<Finding> findings;
  private final Taker taker;

  private final List<Damaged> damaged = new ArrayList<>(); // since the last whole record
  private final Set<Long> missingAudiences = new HashSet<>(); // of the file at hand
  private JournalLines lines = new JournalLines();
  private String file = "";
  private long lineNumber;
  private long expected = 1;
  private long fileEnd; // no record of the file at hand can have this id
  private boolean fileIsDamaged;

  /** A line that is not whole. */
  private record Damaged(long line, String what, String readable, Reason reason) {}

  private enum Reason {
    BROKEN,
    NOT_UNDERSTOOD,
    NO_AUDIENCE,
    TORN_END
  }

  /**
   * Of a folder.
   *
   * @param snapshotBefore from this record on, none may be missing
   * @param kept the last ids of the files of before that are needed, by their first ids; null if
   *     that is not known
   * @param audiences those that are known; those that are found are added
   */
  JournalSalvage(
      StoredFiles files,
      long snapshotBefore,
      @Nullable SortedMap<Long, Long> kept,
      Map<Long, Audience> audiences,
      Consumer<Finding> findings,
      Taker taker) {
    this.files = files;
    this.snapshotBefore = snapshotBefore;
    this.kept = kept;
    this.audiences = audiences;
    this.findings = findings;
    this.taker = taker;
  }

  static NavigableSet<Long> firstIds(StoredFiles files) throws IOException {
    NavigableSet<Long> firstIds = new TreeSet<>();
    for (String name : files.list(Segment.FOLDER)) {
      if (Segment.firstIdOf(name) >= 0) {
        firstIds.add(Segment.firstIdOf(name));
      }
    }
    return firstIds;
  }

  /** Returns the id after that of the last record, also if that one is lost. */
  long read() throws IOException {
    return read(firstIds(files));
  }

  /** Reads only the files of before the snapshot. */
  void readOlder() throws IOException {
    read(new TreeSet<>(firstIds(files).headSet(snapshotBefore)));
  }

  private long read(NavigableSet<Long> firstIds) throws IOException {
    String last = TornEnds.lastJournalFile(files).orElse("");
    if (kept != null) {
      kept.forEach(
          (from, to) -> {
            if (!firstIds.contains(from)) {
              tellMissing(from, to);
            }
          });
      firstIds.removeIf(firstId -> firstId < snapshotBefore && !kept.containsKey(firstId));
    }
    for (long firstId : firstIds) {
      long missingFrom = Math.max(expected, snapshotBefore);
      if (firstId > missingFrom) {
        tellMissing(missingFrom, firstId - 1);
      }
      expected = Math.max(expected, firstId);
      Long next = firstIds.higher(firstId);
      fileEnd = next == null ? Long.MAX_VALUE : next;
      readFile(Segment.fileName(firstId), firstId);
      expectEnd(kept == null ? null : kept.get(firstId));
      if (file.equals(last)) {
        break; // those after it are empty
      }
    }
    return Math.max(expected, snapshotBefore);
  }

  private void tellMissing(long from, long to) {
    findings.accept(
        Finding.of(
            Segment.fileName(from),
            "the file is missing",
            "nothing was changed; put it back from a backup",
            lostRecords(from, to)));
  }

  private void expectEnd(@Nullable Long lastId) {
    if (lastId != null && expected <= lastId) {
      findings.accept(
          Finding.at(
              file,
              lineNumber + 1,
              "the file ends too early, with record " + (expected - 1),
              JournalReader.REMEDY,
              lostRecords(expected, lastId)));
      expected = lastId + 1;
    }
  }

  private void readFile(String name, long firstId) throws IOException {
    file = name;
    lines = new JournalLines(this::elsewhere);
    lineNumber = 0;
    fileIsDamaged = false;
    missingAudiences.clear();
    try (FileLines in = new FileLines(files.read(file, 0), 0)) {
      while (in.advance()) {
        lineNumber++;
        take(in.line(), in.length());
      }
      if (in.hasTail()) {
        lineNumber++;
        takeTail(in.position(), fileEnd == Long.MAX_VALUE && firstId >= snapshotBefore);
      }
    }
    if (!damaged.isEmpty()) {
      long last = Math.min(expected + damaged.size(), fileEnd) - 1;
      tellDamaged(expected, last);
      expected = last + 1;
    }
  }

  /** What a crash leaves behind is no damage; it is saved all the same if it is whole. */
  private void takeTail(long position, boolean beingWritten) throws IOException {
    byte[] tail;
    try (InputStream in = files.read(file, position)) {
      tail = in.readNBytes(MAX_TAIL_BYTES);
    }
    if (CheckedLine.isIntact(tail, tail.length)) {
      take(tail, tail.length);
      return;
    }
    damaged.add(
        new Damaged(
            lineNumber,
            beingWritten
                ? "the last line has no end, as a crash leaves it: it was never acknowledged"
                : "the line has no end",
            new Readable(tail, tail.length).description(),
            beingWritten ? Reason.TORN_END : Reason.BROKEN));
  }

  private void take(byte[] line, int length) throws IOException {
    if (!CheckedLine.isIntact(line, length)) {
      addDamaged("the checksum does not match", line, length, Reason.BROKEN);
      takeParts(line, length);
      return;
    }
    try {
      JournalRecord record = lines.read(line, length);
      if (record != null) {
        accept(record);
      }
    } catch (Fields.FieldException e) {
      boolean noAudience = e.kind() == Fields.FieldException.Kind.NO_AUDIENCE;
      Reason reason = noAudience ? Reason.NO_AUDIENCE : Reason.NOT_UNDERSTOOD;
      addDamaged(String.valueOf(e.getMessage()), line, length, reason);
      if (noAudience) {
        takeEntry(line, length);
      }
    }
  }

  private void takeEntry(byte[] line, int length) {
    try {
      taker.entryForWhom(JournalLines.readEntry(line, length));
    } catch (Fields.FieldException expected) {
      // then it is not only its audience that cannot be understood
    }
  }

  private void addDamaged(String what, byte[] line, int length, Reason reason) {
    damaged.add(new Damaged(lineNumber, what, new Readable(line, length).description(), reason));
    fileIsDamaged |= reason != Reason.NO_AUDIENCE;
  }

  /** Where a line feed was lost, two whole lines stand in one. */
  private void takeParts(byte[] line, int length) throws IOException {
    int start = nextStart(line, 1, length);
    int former = 0;
    while (former < length) {
      for (int end : new int[] {start, start - 1}) {
        byte[] part = Arrays.copyOfRange(line, former, Math.max(end, former));
        if ((former > 0 || end < length) && CheckedLine.isIntact(part, part.length)) {
          take(part, part.length);
          break;
        }
      }
      former = start;
      start = nextStart(line, start + 1, length);
    }
  }

  private static int nextStart(byte[] line, int from, int length) {
    for (int i = from; i + 5 < length; i++) {
      if (line[i] == '{'
          && line[i + 1] == '"'
          && ((line[i + 2] == 'i' && line[i + 3] == 'd' && line[i + 4] == '"')
              || (line[i + 2] == 'a' && line[i + 3] == 'u' && line[i + 4] == 'd'))) {
        return i;
      }
    }
    return length;
  }

  private @Nullable Audience elsewhere(long version) {
    Audience known = audiences.get(version);
    if (missingAudiences.add(version) && known != null) {
      Finding finding =
          Finding.at(
              file, lineNumber, "no line before it has its audience", JournalReader.REMEDY, "");
      findings.accept(fileIsDamaged ? finding.weighing(Finding.Weight.CONSEQUENCE) : finding);
    }
    return known;
  }

  private void accept(JournalRecord record) throws IOException {
    long id = record.id();
    if (id < expected) {
      String what = "record " + id + " instead of " + expected;
      findings.accept(
          Finding.at(file, lineNumber, what, JournalReader.REMEDY, "this second one is left out"));
      return;
    }
    if (!damaged.isEmpty()) {
      tellDamaged(expected, id - 1);
    } else if (id > expected) {
      findings.accept(
          Finding.at(
              file,
              lineNumber,
              "record " + id + " instead of " + expected,
              JournalReader.REMEDY,
              lostRecords(expected, id - 1)));
    }
    expected = id + 1;
    if (record instanceof JournalRecord.Posted posted && posted.audience().version() != 0) {
      audiences.putIfAbsent(posted.audience().version(), posted.audience());
    }
    taker.record(record);
  }

  /** Between the last whole record and the next, so many lines are damaged, so many ids lost. */
  private void tellDamaged(long from, long to) {
    boolean oneEach = to - from + 1 == damaged.size();
    for (int i = 0; i < damaged.size(); i++) {
      Damaged line = damaged.get(i);
      String lost;
      if (oneEach) {
        lost = lostRecords(from + i, from + i);
      } else if (to < from) {
        lost = "";
      } else {
        lost = i == 0 ? lostRecords(from, to) : "it is one of those";
      }
      if (!lost.isEmpty() && !line.readable().isEmpty()) {
        lost += " (" + line.readable() + ")";
      }
      findings.accept(finding(line, lost));
    }
    damaged.clear();
  }

  private Finding finding(Damaged line, String lost) {
    String loss =
        switch (line.reason()) {
          case BROKEN, NO_AUDIENCE -> lost;
          case NOT_UNDERSTOOD -> Finding.NEWER + (lost.isEmpty() ? "it is lost" : lost);
          case TORN_END -> "";
        };
    boolean consequence = line.reason() == Reason.NO_AUDIENCE && fileIsDamaged;
    return Finding.at(file, line.line(), line.what(), JournalReader.REMEDY, loss)
        .weighing(
            line.reason() == Reason.TORN_END
                ? Finding.Weight.TORN_END
                : consequence ? Finding.Weight.CONSEQUENCE : Finding.Weight.DAMAGE);
  }

  private static String lostRecords(long from, long to) {
    if (to < from) {
      return "";
    }
    return from == to
        ? "record " + from + " is lost"
        : "records " + from + " to " + to + " are lost";
  }
}
