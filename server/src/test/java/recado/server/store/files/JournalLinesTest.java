package recado.server.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recado.protocol.Conversation;
import recado.protocol.Event;
import recado.protocol.GroupChange;
import recado.protocol.LineWriter;
import recado.protocol.Text;
import recado.server.store.Audience;
import recado.server.store.JournalRecord;
import recado.server.store.SampleRecords;

final class JournalLinesTest {
  /** The lines that one file has of these records, without their endings. */
  private static List<byte[]> written(List<JournalRecord> records) {
    JournalLines lines = new JournalLines();
    LineWriter out = new LineWriter(16);
    records.forEach(record -> lines.write(record, out));
    List<byte[]> written = new ArrayList<>();
    String text = new String(out.toBytes(), StandardCharsets.UTF_8);
    text.lines().forEach(line -> written.add(line.getBytes(StandardCharsets.UTF_8)));
    return written;
  }

  private static List<JournalRecord> read(List<byte[]> written) throws Fields.FieldException {
    JournalLines lines = new JournalLines();
    List<JournalRecord> records = new ArrayList<>();
    for (byte[] line : written) {
      JournalRecord record = lines.read(line, line.length);
      if (record != null) {
        records.add(record);
      }
    }
    return records;
  }

  static List<JournalRecord> records() {
    return SampleRecords.ofEveryKind();
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsWhatItHasWritten(JournalRecord record) throws Fields.FieldException {
    assertEquals(List.of(record), read(written(List.of(record))));
  }

  @Test
  void readsAWholeFile() throws Fields.FieldException {
    assertEquals(records(), read(written(records())));
  }

  @Test
  void theListHasEveryKindOfRecordAndEntry() {
    Set<Object> missing = new HashSet<>(Set.of(JournalRecord.class.getPermittedSubclasses()));
    missing.addAll(Set.of(Event.Entry.class.getPermittedSubclasses()));
    missing.addAll(Set.of(GroupChange.values()));
    for (JournalRecord record : records()) {
      missing.remove(record.getClass());
      if (record instanceof JournalRecord.Posted posted) {
        missing.remove(posted.entry().getClass());
        if (posted.entry() instanceof Event.GroupEvent event) {
          missing.remove(event.change());
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void writesAnAudienceOnceInAFile() {
    Audience members = new Audience(8, List.of(SampleRecords.ANA, SampleRecords.BRUNO));
    Conversation casa = Conversation.in(SampleRecords.CASA);
    List<JournalRecord> twice =
        List.of(
            SampleRecords.message(9, casa, Text.of("one"), members),
            SampleRecords.message(10, casa, Text.of("two"), members));
    assertEquals(3, written(twice).size());
  }

  @ParameterizedTest
  @MethodSource("records")
  void tellsTheIdOfALineWithoutReadingIt(JournalRecord record) {
    List<byte[]> lines = written(List.of(record));
    byte[] last = lines.getLast();
    assertEquals(record.id(), JournalLines.idOf(last, last.length));
    for (byte[] before : lines.subList(0, lines.size() - 1)) {
      assertEquals(-1, JournalLines.idOf(before, before.length)); // an audience's line
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsAnEntryAlone(JournalRecord record) throws Fields.FieldException {
    byte[] line = written(List.of(record)).getLast();
    if (record instanceof JournalRecord.Posted posted) {
      assertEquals(posted.entry(), JournalLines.readEntry(line, line.length));
    } else {
      assertThrows(Fields.FieldException.class, () -> JournalLines.readEntry(line, line.length));
    }
  }

  /** Whatever is in a message, the quick reader says the same as the other, or nothing. */
  @Test
  void theQuickReaderOfMessagesSaysTheSame() throws Fields.FieldException {
    MessageLine quick = new MessageLine();
    String letters = "ab \u00e9\u20ac\ud83d\ude00\n\r\t\\,:{}#'";
    Random random = new Random(1);
    for (int i = 1; i <= 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.appendCodePoint(
            letters.codePointAt(letters.offsetByCodePoints(0, random.nextInt(16))));
      }
      if (random.nextInt(4) == 0) {
        text.append('"');
      }
      JournalRecord.Posted message = SampleRecords.message(i * 1_000_003L, text.toString());
      byte[] line = written(List.of(message)).getLast();
      Event.Message read = quick.read(line, line.length);
      boolean usual = text.indexOf("\"") < 0 && text.indexOf("\t") < 0;
      assertEquals(usual ? message.entry() : null, read, () -> "text " + text);
      assertEquals(message.entry(), JournalLines.readEntry(line, line.length));
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void theQuickReaderLeavesOtherLinesAlone(JournalRecord record) {
    for (byte[] line : written(List.of(record))) {
      for (int length = 0; length <= line.length; length++) {
        Event.Message read = new MessageLine().read(line, length);
        if (read != null) {
          assertEquals(((JournalRecord.Posted) record).entry(), read);
        }
      }
    }
  }

  @Test
  void anAudiencesLineIsNoRecord() throws Fields.FieldException {
    byte[] line =
        TestFolder.checked("{\"audience\":8,\"users\":[\"@ana\"]}")
            .strip()
            .getBytes(StandardCharsets.UTF_8);
    assertNull(new JournalLines().read(line, line.length));
  }
}
