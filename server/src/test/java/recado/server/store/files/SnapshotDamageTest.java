package recado.server.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recado.server.store.SampleRecords.message;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recado.server.store.DamagedStoreException;
import recado.server.store.Recovered;
import recado.server.store.SampleRecords;

/** {@code state.jsonl} and {@code groups.json} are written whole: any damage stops the start. */
@Timeout(30)
final class SnapshotDamageTest {
  private final TestFolder folder;

  SnapshotDamageTest(@TempDir Path root) throws IOException {
    folder = new TestFolder(root);
  }

  @BeforeEach
  void writeASnapshot() throws IOException {
    try (FileJournal journal = folder.journal()) {
      Recovered.from(journal);
      journal.append(message(1, "one"));
      TestFolder.commit(journal);
      journal.retain(1, 1);
      journal.snapshot(SampleRecords.groups(), SampleRecords.stateOfEveryKind());
    }
  }

  @AfterEach
  void letTheFolderGo() throws IOException {
    folder.close();
  }

  private void assertDamaged(String file, String place) throws IOException {
    Map<String, String> before = folder.contents();
    DamagedStoreException damage =
        assertThrows(DamagedStoreException.class, folder::recovered, before.get(file));
    String said = String.valueOf(damage.getMessage());
    assertTrue(said.startsWith("reading " + file + place), said);
    assertEquals(before, folder.contents());
  }

  @Test
  void aFlippedBitInAnyByteOfTheStateIsFound() throws IOException {
    byte[] content = folder.bytes(StateFile.FILE);
    int[] lineStarts = TestFolder.lineStarts(content);
    for (int line = 1; line < lineStarts.length; line++) {
      for (int i = lineStarts[line - 1]; i < lineStarts[line]; i++) {
        byte[] flipped = content.clone();
        flipped[i] ^= (byte) (1 << (i % 8));
        folder.write(StateFile.FILE, flipped);
        assertDamaged(StateFile.FILE, ", line " + line + ":");
      }
    }
  }

  @Test
  void aStateCutShortAnywhereIsFound() throws IOException {
    byte[] content = folder.bytes(StateFile.FILE);
    for (int length = 0; length < content.length; length += 3) {
      folder.write(StateFile.FILE, Arrays.copyOf(content, length));
      assertDamaged(StateFile.FILE, ", line ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"kind\":\"end\",\"lines\":0}", "{\"kind\":\"snapshot\"}", "{}"})
  void nothingMayFollowTheEndOfTheState(String json) throws IOException {
    folder.write(StateFile.FILE, folder.text(StateFile.FILE) + TestFolder.checked(json));
    assertDamaged(StateFile.FILE, ", line ");
  }

  /** The line that stands first, second or last in a state of three, its checksum being right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          1 | {"kind":"snapshot","version":2,"before":2,"groups":0,"kept":[[1,1]]}
          1 | {"kind":"snapshot","version":1,"before":2,"groups":0,"kept":[[1,1]],"new":1}
          1 | {"kind":"snapshot","version":1,"groups":0,"kept":[[1,1]]}
          1 | {"kind":"snapshot","version":1,"before":2,"kept":[[1,1]]}
          1 | {"kind":"snapshot","version":1,"before":2,"groups":0}
          1 | {"kind":"end","lines":1}
          2 | {"kind":"dance","user":"@ana"}
          2 | {"kind":"account","user":"@ana","seen":1,"waiting-after":0}
          2 | {"kind":"account","user":"@ana","seen":1,"waiting-after":0,"blocked":[],"new":1}
          2 | {"kind":"device","user":"@ana","device":"pc","since":1,"cursor":"7","used":1}
          2 | {"kind":"device","user":"@ana","device":"pc","since":1,"cursor":7,"used":1,"token":"x"}
          2 | {"kind":"stream","sender":"@ana","in":"@bruno"}
          2 | {"kind":"progress","in":"@ana","reader":"@bruno","state":"lost","steps":[[1,1]]}
          2 | {"kind":"progress","in":"@ana","reader":"@bruno","state":"read","steps":[[1]]}
          2 | {"kind":"progress","in":"@ana","reader":"@bruno","state":"read","steps":[["x",1]]}
          2 | {"kind":"progress","in":"@ana","reader":"@bruno","state":"read","steps":[[1,-1]]}
          2 | {"kind":"sent","sender":"@ana","id":1,"at":1,"to":["#casa 9"],"log":"<c/1>a"}
          2 | {"kind":"sent","sender":"@ana","id":1,"at":1,"to":["#casa"],"log":"<c/1>a"}
          2 | {"kind":"sent","sender":"@ana","id":1,"at":1,"to":["ana"],"log":"<c/1>a"}
          2 | {"kind":"sent","sender":"@ana","id":1,"at":1,"to":"*","log":"<c/1>a"}
          2 | {"kind":"mailbox","user":"@ana","streams":["@ana"],"log":"a"}
          2 | {"kind":"mailbox","user":"@ana","device":"P C","streams":[],"log":"a"}
          2 | {"kind":"receipt","user":"@ana","in":"@ana","by":"@ana","state":"lost","id":1}
          3 | {"kind":"end","lines":2}
          3 | {"kind":"end","lines":1,"new":1}
          3 | {"kind":"end"}
          """)
  void aLineOfTheStateThatIsNotUnderstoodIsFoundThoughItsChecksumIsRight(int line, String json)
      throws IOException {
    String[] state = {
      "{\"kind\":\"snapshot\",\"version\":1,\"before\":2,\"groups\":0,\"kept\":[[1,1]]}",
      "{\"kind\":\"account\",\"user\":\"@ana\",\"seen\":1,\"waiting-after\":0,\"blocked\":[]}",
      "{\"kind\":\"end\",\"lines\":1}"
    };
    folder.write(StateFile.FILE, checked(state));
    assertEquals(1, folder.recovered().state.size());
    state[line - 1] = json;
    folder.write(StateFile.FILE, checked(state));
    assertDamaged(StateFile.FILE, ", line " + line + ":");
  }

  private static String checked(String... lines) {
    StringBuilder content = new StringBuilder();
    for (String line : lines) {
      content.append(TestFolder.checked(line));
    }
    return content.toString();
  }

  @Test
  void aMissingFileOfTheJournalIsFoundThoughItIsOlderThanTheSnapshot() throws IOException {
    folder.delete(Segment.fileName(1));
    assertDamaged(Segment.fileName(1), ": the file is missing");
  }

  @Test
  void anOldFileThatEndsTooEarlyIsFound() throws IOException {
    folder.write(Segment.fileName(1), "");
    assertDamaged(Segment.fileName(1), ", line 1:");
  }

  @Test
  void missingGroupsAreFound() throws IOException {
    folder.delete(JsonGroupStore.FILE);
    assertDamaged(JsonGroupStore.FILE, ": the file is missing");
  }

  @Test
  void groupsCutShortAnywhereAreFound() throws IOException {
    byte[] content = folder.bytes(JsonGroupStore.FILE);
    for (int length = 0; length < content.length; length += 3) {
      folder.write(JsonGroupStore.FILE, Arrays.copyOf(content, length));
      assertDamaged(JsonGroupStore.FILE, ":");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "version" : 1           | "version" : 2
          "includes" : 1          | "includes" : -1
          "includes" : 1          | "includes" : 1, "new" : 1
          "lastNumber"            | "newestNumber"
          "role" : "admin"        | "role" : "king"
          "role" : "admin"        | "role" : "admin", "new" : 1
          "name" : "@ana"         | "name" : "ana"
          "name" : "#casa"        | "name" : "casa"
          "name" : "#casa"        | "name" : "#casa", "new" : 1
          "number" : "2000000000001" | "number" : 2000000000001
          "number" : "2000000000001" | "number" : "20000p0000001"
          "topic" : ""            | "topic" : "\\u0000"
          "members" : [ ]         | "members" : { }
          """)
  void groupsThatAreNotUnderstoodAreFound(String written, String instead) throws IOException {
    String content = folder.text(JsonGroupStore.FILE);
    assertTrue(content.contains(written), content);
    folder.write(JsonGroupStore.FILE, content.replace(written, instead));
    assertDamaged(JsonGroupStore.FILE, ":");
  }
}
