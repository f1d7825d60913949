package recado.server.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recado.protocol.LineWriter;
import recado.server.store.SampleRecords;
import recado.server.store.StateRecord;

final class StateLinesTest {
  private static List<String> written(List<StateRecord> state) {
    StateLines lines = new StateLines();
    LineWriter out = new LineWriter(16);
    state.forEach(record -> lines.write(record, out));
    return new String(out.toBytes(), StandardCharsets.UTF_8).lines().toList();
  }

  private static List<StateRecord> read(List<String> written) throws Fields.FieldException {
    StateLines lines = new StateLines();
    List<StateRecord> state = new ArrayList<>();
    for (String line : written) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      StateRecord record = lines.read(bytes, bytes.length);
      if (record != null) {
        state.add(record);
      }
    }
    return state;
  }

  static List<StateRecord> state() {
    return SampleRecords.stateOfEveryKind();
  }

  @ParameterizedTest
  @MethodSource("state")
  void readsWhatItHasWritten(StateRecord record) throws Fields.FieldException {
    assertEquals(List.of(record), read(written(List.of(record))));
  }

  @Test
  void readsAWholeFile() throws Fields.FieldException {
    assertEquals(state(), read(written(state())));
  }

  @Test
  void theListHasEveryKindOfState() {
    Set<Object> missing = new HashSet<>(Set.of(StateRecord.class.getPermittedSubclasses()));
    state().forEach(record -> missing.remove(record.getClass()));
    assertEquals(Set.of(), missing);
  }

  @Test
  void writesAnAudienceOnceInAFile() {
    List<String> lines = written(state());
    assertEquals(1, lines.stream().filter(line -> line.contains("\"kind\":\"audience\"")).count());
    assertEquals(state().size() + 1, lines.size());
  }

  @Test
  void anAudienceStandsBeforeItsUse() {
    List<String> lines = new ArrayList<>(written(state()));
    lines.removeIf(line -> line.contains("\"kind\":\"audience\""));
    assertThrows(Fields.FieldException.class, () -> read(lines));
  }
}
