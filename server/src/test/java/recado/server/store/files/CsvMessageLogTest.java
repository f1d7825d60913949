package recado.server.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.Text;
import recado.server.store.MessageLog;
import recado.server.store.SampleRecords;

@Timeout(30)
final class CsvMessageLogTest {
  private static final Conversation BRUNO = Conversation.with(SampleRecords.BRUNO);
  private static final Conversation CASA = Conversation.in(SampleRecords.CASA);
  private static final String HEADER = "id,time,sender,receiver,status,text\n";

  private final TestFolder folder;

  CsvMessageLogTest(@TempDir Path root) throws IOException {
    folder = new TestFolder(root);
  }

  @AfterEach
  void letTheFolderGo() throws IOException {
    folder.close();
  }

  /** A log that is told these things and ends. */
  private void log(Consumer<MessageLog> telling) throws IOException {
    try (CsvMessageLog log = new CsvMessageLog(folder.disk())) {
      telling.accept(log);
    }
  }

  private String written() throws IOException {
    return folder.text(CsvMessageLog.FILE);
  }

  private static Event.Message message(long id, Conversation to, String text) {
    return new Event.Message(new EntryId(id), 1_000 * id, SampleRecords.ANA, to, Text.of(text));
  }

  private static MessageLog.Progress progress(
      DeliveryState state, Conversation in, long after, long upTo) {
    return new MessageLog.Progress(state, SampleRecords.ANA, in, after, upTo, 60_000);
  }

  private static MessageLog.Progress delivered(Conversation in, long after, long upTo) {
    return progress(DeliveryState.DELIVERED, in, after, upTo);
  }

  private static MessageLog.Progress read(Conversation in, long after, long upTo) {
    return progress(DeliveryState.READ, in, after, upTo);
  }

  @Test
  void hasARowForEachStatusOfAMessage() throws IOException {
    log(
        log -> {
          log.accepted(message(7, BRUNO, "oi"), 1);
          awaitStatus("PENDING");
          log.progressed(delivered(BRUNO, 0, 7));
          awaitStatus("OK");
          log.progressed(read(BRUNO, 0, 7));
        });
    assertEquals(
        HEADER
            + """
            7,1970-01-01T00:00:07Z,@ana,@bruno,PENDING,oi
            7,1970-01-01T00:01:00Z,@ana,@bruno,OK,
            7,1970-01-01T00:01:00Z,@ana,@bruno,READ,
            """,
        written());
  }

  private void awaitStatus(String status) {
    try {
      while (!written().contains("," + status + ",")) {
        Thread.onSpinWait(); // the test's time-out ends it
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aMessageThatComesToItsRecipientsAtOnceHasOneRow() throws IOException {
    log(
        log -> {
          log.accepted(message(7, BRUNO, "oi"), 1);
          log.accepted(message(8, BRUNO, "oi again"), 1);
          log.progressed(delivered(BRUNO, 0, 7));
        });
    assertEquals(
        HEADER
            + """
            7,1970-01-01T00:00:07Z,@ana,@bruno,OK,oi
            8,1970-01-01T00:00:08Z,@ana,@bruno,PENDING,oi again
            """,
        written());
  }

  /** Everything after one id and up to another. */
  @Test
  void oneProgressIsThatOfManyMessages() throws IOException {
    log(
        log -> {
          for (long id = 1; id <= 4; id++) {
            log.accepted(message(id, BRUNO, "oi"), 1);
          }
          log.progressed(delivered(BRUNO, 0, 1));
          log.progressed(delivered(BRUNO, 1, 3));
        });
    assertEquals(List.of("1 OK", "2 OK", "3 OK", "4 PENDING"), statuses());
  }

  @Test
  void aMessageToAGroupIsOkWhenAllHaveIt() throws IOException {
    log(
        log -> {
          log.accepted(message(7, CASA, "oi"), 2);
          log.progressed(delivered(CASA, 0, 7)); // Bruno has it
          log.accepted(message(8, CASA, "oi"), 2);
          log.progressed(delivered(CASA, 0, 8)); // Carla has both
          log.progressed(read(CASA, 0, 7)); // she has read the first
          log.progressed(delivered(CASA, 7, 8)); // Bruno has the second too
          log.progressed(read(CASA, 0, 8)); // and has read both
        });
    assertEquals(List.of("7 READ", "8 OK"), statuses());
  }

  @Test
  void aMessageForNobodyIsOkAtOnce() throws IOException {
    log(log -> log.accepted(message(7, Conversation.LOBBY, "oi"), 0));
    assertEquals(HEADER + "7,1970-01-01T00:00:07Z,@ana,*,OK,oi\n", written());
  }

  @Test
  void conversationsDoNotMeddleWithEachOther() throws IOException {
    log(
        log -> {
          log.accepted(message(7, BRUNO, "oi"), 1);
          log.accepted(message(8, CASA, "oi"), 1);
          log.progressed(delivered(Conversation.with(SampleRecords.CARLA), 0, 9));
          log.progressed(delivered(CASA, 0, 9));
        });
    assertEquals(List.of("7 PENDING", "8 OK"), statuses());
  }

  /** READ includes OK, and the last row of a message has its status. */
  @Test
  void aMessageThatIsReadBeforeItIsAcknowledgedStaysRead() throws IOException {
    log(
        log -> {
          log.accepted(message(7, BRUNO, "oi"), 1);
          log.progressed(read(BRUNO, 0, 7));
          log.progressed(delivered(BRUNO, 0, 7));
        });
    assertEquals(List.of("7 READ"), statuses());
  }

  @Test
  void goesOnAfterARestart() throws IOException {
    log(log -> log.accepted(message(7, BRUNO, "oi"), 1));
    log(
        log -> {
          log.remember(message(7, BRUNO, ""), 1, 1);
          log.progressed(delivered(BRUNO, 0, 7));
        });
    log(
        log -> {
          log.remember(message(7, BRUNO, ""), 0, 1);
          log.progressed(delivered(BRUNO, 0, 7)); // known already
          log.progressed(read(BRUNO, 0, 7));
        });
    assertEquals(List.of("7 PENDING", "7 OK", "7 READ"), changesOfStatus());
    assertEquals(1, written().split(HEADER, -1).length - 1, "one header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
  void aTextThatASpreadsheetWouldTakeForAFormulaGetsAQuoteInFront(String text) throws IOException {
    log(log -> log.accepted(message(7, BRUNO, text), 1));
    assertEquals("'" + text, rows().getLast()[5]);
  }

  @ParameterizedTest
  @CsvSource({"1", "'", "a=b", "''x"})
  void anyOtherTextStaysAsItIs(String text) throws IOException {
    log(log -> log.accepted(message(7, BRUNO, text), 1));
    assertEquals(text, rows().getLast()[5]);
  }

  @Test
  void aTextMayHaveCommasQuotesAndLines() throws IOException {
    String text = "a \"quote\", a comma,\nand \\ a line";
    log(log -> log.accepted(message(7, BRUNO, text), 1));
    assertEquals(text, rows().getLast()[5]);
  }

  @Test
  void aRowThatWasTornAtAnyByteIsCutOff() throws IOException {
    log(log -> log.accepted(message(1, BRUNO, "a \"first\", \n2,2026-01-01T: one"), 0));
    String before = written();
    log(log -> log.accepted(message(2, BRUNO, "one \"more\",\nof \"two\" lines"), 0));
    String whole = written();
    log(log -> log.accepted(message(3, BRUNO, "oi"), 0));
    String next = written().substring(whole.length());
    for (int length = before.length(); length < whole.length(); length++) {
      folder.write(CsvMessageLog.FILE, whole.substring(0, length));
      log(log -> log.accepted(message(3, BRUNO, "oi"), 0));
      assertEquals(before + next, written(), "torn at " + length);
    }
  }

  @Test
  void losesNoRowOfMany() throws IOException {
    int messages = 20_000; // fewer than it would leave out
    log(
        log -> {
          for (long id = 1; id <= messages; id++) {
            log.accepted(message(id, BRUNO, "oi"), 1);
          }
        });
    assertEquals(1 + messages, rows().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void endsThoughTheDiskHasFailed(int writesThatWork) throws IOException {
    try (CsvMessageLog log =
        new CsvMessageLog(FailingDisk.fullAfter(writesThatWork, folder.disk()))) {
      for (long id = 1; id <= 200_000; id++) { // more than its queue takes
        log.accepted(message(id, BRUNO, "oi"), 1);
      }
    }
    assertEquals(0, written().indexOf(HEADER));
  }

  private List<String[]> rows() throws IOException {
    try (CSVReader reader =
        new CSVReaderBuilder(new StringReader(written()))
            .withCSVParser(new RFC4180ParserBuilder().build())
            .withKeepCarriageReturn(true)
            .build()) {
      return reader.readAll();
    } catch (CsvException e) {
      throw new AssertionError(e);
    }
  }

  /** What the last row of each id says, as id and status. */
  private List<String> statuses() throws IOException {
    Map<String, String> statuses = new LinkedHashMap<>();
    for (String change : changesOfStatus()) {
      statuses.put(change.split(" ", -1)[0], change);
    }
    return List.copyOf(statuses.values());
  }

  /** All rows, as id and status. */
  private List<String> changesOfStatus() throws IOException {
    List<String> changes = new ArrayList<>();
    for (String[] row : rows().subList(1, rows().size())) {
      changes.add(row[0] + " " + row[4]);
    }
    return changes;
  }
}
