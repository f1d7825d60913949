package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the load generator says where there is no server, or no sense in its options. */
@Timeout(20)
final class BenchOptionsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "pairs --pairs 0",
        "pairs --window 0",
        "pairs --window many",
        "pairs --secs 0",
        "pairs --size 63",
        "pairs --port 0",
        "pairs --rate -1",
        "group --members 3 --senders 4",
        "idle --connections 0",
        "storm --backlog -1",
        "stalled --phases 0",
        "sweep",
        "sweep --over nonsense",
        "sweep --over rate --at 100,0",
        "plot",
        "plot there-is-no-such-file -o picture.svg"
      })
  void whatMakesNoSenseIsSaid(String line) {
    BenchRun run = BenchRun.of(line.isEmpty() ? new String[0] : line.split(" ", -1));
    assertEquals(2, run.exitCode(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("recado chat bench"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void anotherMachineNeedsAYes() {
    BenchRun run = BenchRun.of("pairs", "--host", "192.0.2.1");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains(": 192.0.2.1 is another machine"), run.err());
    assertTrue(run.err().contains("--yes"), run.err());
  }

  /** As picocli alone would not, and not in its words. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "nonsense ~ nonsense makes no sense here",
        "pairs --rat 3 ~ --rat makes no sense here; did you mean --rate?",
        "pairs --window many ~ --window is a number, not many",
        "pairs --window 0 ~ --window is from 1 to 65,536, not 0",
        "pairs --window 1 --window 2 ~ --window can be given only once",
        "pairs --window ~ give --window W",
        "sweep --over nonsense ~ --over is one of pairs, window, rate, not nonsense",
        "sweep ~ give --over pairs|window|rate",
        "plot ~ give --output FILE, FILE",
        "pairs --lang xx ~ --lang is one of en, pt-BR, not xx"
      })
  void theLineSaysWhatIsMeant(String line, String expected) {
    BenchRun run = BenchRun.of(line.split(" ", -1));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains(": " + expected), run.err());
  }

  @Test
  void noServerIsSaid() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    BenchRun run = BenchRun.briefly("pairs", port);
    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith("recado bench: connecting to "), run.err());
    assertTrue(run.err().contains("Connection refused"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void moreConnectionsThanFilesAreSaidAtOnce() {
    BenchRun run = BenchRun.briefly("idle", 1, "--connections", "1000000");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("ulimit -n") || run.err().contains("refused"), run.err());
  }

  @Test
  void resultsOfOtherToolsCanBeDrawnAndNonsenseIsNamed() throws Exception {
    Path file = folder.resolve("results.jsonl");
    Path picture = folder.resolve("picture.svg");
    String one = "{\"label\":\"<Insp> & Co\",\"pairs\":%d,\"rate\":%d,\"lat_us\":{\"p50\":%d}}%n";
    Files.writeString(file, one.formatted(1, 900, 80) + one.formatted(50, 30_000, 700));
    String[] plot = {"plot", file.toString(), "-o", picture.toString(), "--of", "latency"};
    assertEquals(0, BenchRun.of(plot).exitCode());
    assertTrue(words(picture).contains("<Insp> & Co p50"), Files.readString(picture));

    Files.writeString(file, one.formatted(1, 900, 80) + "{\"rate\":\n");
    BenchRun run = BenchRun.of(plot);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("results.jsonl, line 2: not a JSON object"), run.err());
  }

  /** All texts of a picture, which must be XML. */
  private static String words(Path picture) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(picture.toFile())
        .getDocumentElement()
        .getTextContent();
  }
}
