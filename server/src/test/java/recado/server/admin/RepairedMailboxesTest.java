package recado.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recado.server.Server;
import recado.server.conversation.Peer;

/** After a repair, devices get what waited for them, as far as it was saved. */
@Timeout(60)
final class RepairedMailboxesTest {
  private static final Pattern ENTRY = Pattern.compile("(?:MSG|GROUP|DELIVERED|READ) ([0-9]+) .*");
  private static final List<String> DEVICES =
      List.of("@ana pc", "@ana phone", "@bruno tv", "@carla pc", "@davi pc");

  @TempDir static Path sample;
  private static Map<String, Set<Long>> waited = Map.of();

  @TempDir Path folder;
  private Path damaged = Path.of("");
  private Path mended = Path.of("");

  @BeforeAll
  static void writeSample() throws IOException {
    SampleData.writeTo(sample.resolve("data"), sample.resolve("scratch"));
    waited = delivered(sample.resolve("data"), sample.resolve("delivered"));
    assertTrue(waited.getOrDefault("@ana phone", Set.of()).size() > 20, waited.toString());
  }

  @BeforeEach
  void copySample() throws IOException {
    damaged = folder.resolve("damaged");
    mended = folder.resolve("mended");
    SampleData.copy(sample.resolve("data"), damaged);
  }

  /** The ids that each device is given when it logs in. */
  private static Map<String, Set<Long>> delivered(Path data, Path scratch) throws IOException {
    SampleData.copy(data, scratch);
    Map<String, Set<Long>> delivered = new TreeMap<>();
    try (Server server = SampleData.start(scratch)) {
      for (String device : DEVICES) {
        try (Peer peer = new Peer(server.address())) {
          peer.send("LOGIN " + device + " :a-long-password");
          delivered.put(device, idsUpToSynced(peer));
        }
      }
    }
    return delivered;
  }

  private static Set<Long> idsUpToSynced(Peer peer) throws IOException {
    Set<Long> ids = new TreeSet<>();
    for (String line = ""; !line.startsWith("SYNCED"); line = String.valueOf(peer.receive())) {
      Matcher entry = ENTRY.matcher(line);
      if (entry.matches()) {
        assertTrue(ids.add(Long.parseLong(entry.group(1))), line);
      }
    }
    return ids;
  }

  private Map<String, Set<Long>> deliveredByMended() throws IOException {
    return delivered(mended, folder.resolve("delivered"));
  }

  private Path journalFile(int index) throws IOException {
    return Repaired.files(damaged.resolve("pending")).get(index);
  }

  private Set<Long> saved() throws IOException {
    Set<Long> ids = new HashSet<>();
    for (String line : Repaired.journal(mended)) {
      Matcher record = Repaired.RECORD.matcher(line);
      if (record.matches()) {
        ids.add(Long.parseLong(record.group(1)));
      }
    }
    return ids;
  }

  private Map<String, Set<Long>> waitedAndSaved() throws IOException {
    Set<Long> saved = saved();
    return waited.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                device ->
                    device.getValue().stream()
                        .filter(saved::contains)
                        .collect(Collectors.toCollection(TreeSet::new)),
                (one, _) -> one,
                TreeMap::new));
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  private static void flipSomeBit(Path file, Random random) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
    Files.write(file, content);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsLostInAnOlderFileWaitsNoLongerAndAllElseDoes(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = random.nextInt(3); i >= 0; i--) {
      flipSomeBit(journalFile(0), random);
    }
    List<String> said = Repaired.repair(damaged, mended);
    assertEquals(waitedAndSaved(), deliveredByMended(), said.toString());
  }

  @Test
  void aLostFileLeavesNoHolesInMailboxesAndWhoMissesWhatIsListed() throws IOException {
    Files.delete(journalFile(0));
    List<String> said = Repaired.repair(damaged, mended);
    Map<String, Set<Long>> expected = waitedAndSaved();
    assertFalse(expected.equals(waited));
    assertEquals(expected, deliveredByMended());
    assertTrue(
        said.stream()
            .anyMatch(
                line -> line.startsWith("lost entries that waited for @ana on device phone: ")),
        said.toString());
    assertTrue(said.stream().noneMatch(line -> line.startsWith("state.jsonl")), said.toString());
  }

  /** Of one line of state.jsonl a bit is flipped: all get all, and nobody anything but once. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aDamagedSnapshotCostsNobodyAnEntry(long seed) throws IOException {
    flipSomeBit(damaged.resolve("state.jsonl"), new Random(seed));
    List<String> said = Repaired.repair(damaged, mended);
    Map<String, Set<Long>> delivered = deliveredByMended();
    waited.forEach(
        (device, ids) ->
            assertTrue(
                delivered.getOrDefault(device, Set.of()).containsAll(ids),
                device + " lacks some of " + ids + ": " + delivered + said));
  }

  @Test
  void withoutASnapshotNobodyMissesAnything() throws IOException {
    Files.delete(damaged.resolve("state.jsonl"));
    List<String> said = Repaired.repair(damaged, mended);
    Map<String, Set<Long>> delivered = deliveredByMended();
    waited.forEach(
        (device, ids) ->
            assertTrue(
                delivered.getOrDefault(device, Set.of()).containsAll(ids),
                device + " lacks some of " + ids + ": " + delivered + said));
  }

  @Test
  void aDeviceWhoseLineIsLostHasItsMailboxStill() throws IOException {
    loseLine("\"kind\":\"device\",\"user\":\"@ana\",\"device\":\"phone\"");
    List<String> said = Repaired.repair(damaged, mended);
    assertTrue(said.toString().contains("device phone of @ana is made again"), said.toString());
    assertEquals(waited, deliveredByMended());
  }

  @Test
  void aMailboxWhoseLineIsLostIsMadeOfWhatCameAfterItsCursor() throws IOException {
    loseLine("\"kind\":\"mailbox\",\"user\":\"@ana\",\"device\":\"phone\"");
    List<String> said = Repaired.repair(damaged, mended);
    assertTrue(said.toString().contains("where the line of a mailbox is lost"), said.toString());
    assertEquals(waited, deliveredByMended());
  }

  private void loseLine(String having) throws IOException {
    Path state = damaged.resolve("state.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(state, StandardCharsets.UTF_8));
    assertTrue(lines.removeIf(line -> line.contains(having)), lines.toString());
    Files.write(state, lines);
  }

  /** Carla's last word is an ACK: without it Ana is not told of a delivery that is not noted. */
  @Test
  void aReceiptWhoseCauseIsLostIsNotTold() throws IOException {
    Path newest = journalFile(1);
    List<String> lines = new ArrayList<>(Files.readAllLines(newest));
    int place = indexOfLast(lines, "\"kind\":\"acknowledged\"");
    assertTrue(lines.get(place - 1).contains("\"kind\":\"delivered\""), lines.toString());
    lines.remove(place);
    Files.write(newest, lines);
    List<String> said = Repaired.repair(damaged, mended);
    assertTrue(said.toString().contains("receipts left out"), said.toString());
    Matcher receipt = Repaired.RECORD.matcher(lines.get(place - 1));
    assertTrue(receipt.matches());
    assertFalse(
        deliveredByMended()
            .getOrDefault("@ana phone", Set.of())
            .contains(Long.parseLong(receipt.group(1))));
  }

  /** Carla's last word told Ana of two conversations; what is lost in between is one of these. */
  @Test
  void aReceiptWhoseCauseIsThereIsToldAlsoIfWhatCameInBetweenIsLost() throws IOException {
    Path newest = journalFile(1);
    List<String> lines = new ArrayList<>(Files.readAllLines(newest));
    int place = indexOfLast(lines, "\"kind\":\"acknowledged\"");
    for (int i = 1; i <= 2; i++) {
      assertTrue(lines.get(place - i).contains("\"kind\":\"delivered\""), lines.toString());
    }
    lines.remove(place - 1);
    Files.write(newest, lines);
    List<String> said = Repaired.repair(damaged, mended);
    assertFalse(said.toString().contains("receipts left out"), said.toString());
    assertEquals(waitedAndSaved(), deliveredByMended(), said.toString());
  }

  /** The next record is the ACK of somebody else. */
  @Test
  void aReceiptIsNotToldBecauseOfSomebodyElsesRecord() throws IOException {
    Path newest = journalFile(1);
    List<String> lines = new ArrayList<>(Files.readAllLines(newest));
    int place = indexOfLast(lines, "\"kind\":\"acknowledged\"");
    String own = lines.get(place);
    String others = own.replace("\"user\":\"@carla\"", "\"user\":\"@davi\"");
    assertFalse(own.equals(others), own);
    lines.set(place, SampleData.checked(others.replaceFirst(",\"crc\".*", "}")));
    lines.remove(place - 1);
    Files.write(newest, lines);
    List<String> said = Repaired.repair(damaged, mended);
    assertTrue(said.toString().contains("receipts left out"), said.toString());
  }

  private static int indexOfLast(List<String> lines, String having) {
    int place = lines.size() - 1;
    while (!lines.get(place).contains(having)) {
      place--;
    }
    return place;
  }
}
