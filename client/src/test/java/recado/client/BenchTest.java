package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The load generator and a real server. How fast it is, is not looked at. */
@Timeout(60)
final class BenchTest {
  @TempDir private static Path folder;
  private static ServerProcess server;

  @BeforeAll
  static void startServer() throws Exception {
    server = new ServerProcess(folder.resolve("data"), "--no-limits");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static BenchRun run(String command, String... more) {
    return BenchRun.briefly(command, server.port(), more);
  }

  @Test
  void pairsTellThroughputAndLatency() throws Exception {
    BenchRun run = run("pairs", "--pairs", "3", "--window", "4", "--threads", "2");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode result = run.result();
    assertEquals("Recado", result.path("label").asText());
    assertEquals("pairs", result.path("work").asText());
    assertEquals(3, result.path("pairs").asInt());
    assertEquals(4, result.path("window").asInt());
    assertTrue(result.path("complete").asBoolean(), run.out());
    assertTrue(result.path("delivered").asLong() > 0, run.out());
    assertTrue(result.path("rate").asDouble() > 0, run.out());
    assertPercentiles(result.path("lat_us"));
    assertPercentiles(result.path("sent_us"));
    assertNoFaults(result);
    assertEquals("", run.err());
  }

  private static void assertPercentiles(JsonNode times) {
    double before = 0;
    for (String name : List.of("p50", "p90", "p99", "p99.9", "max")) {
      double now = times.path(name).asDouble();
      assertTrue(now > 0 && now >= before, times.toString());
      before = now;
    }
  }

  private static void assertNoFaults(JsonNode result) {
    for (String fault : List.of("lost", "dup", "ooo", "strange")) {
      assertEquals(0, result.path(fault).asLong(-1), fault + " in " + result);
    }
  }

  @Test
  void aRateIsKept() throws Exception {
    BenchRun run = run("pairs", "--pairs", "2", "--rate", "200");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(200, run.result().path("offered").asDouble());
    assertTrue(run.result().path("delivered").asLong() <= 1000, run.out());
    assertNoFaults(run.result());
  }

  @Test
  void peopleGetATable() {
    BenchRun run =
        BenchRun.of("pairs", "--port", "" + server.port(), "--warm", "0", "--secs", "0.2");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("pairs" + System.lineSeparator()), run.out());
    assertTrue(run.out().contains("messages/s"), run.out());
    assertTrue(run.out().contains("send → delivered"), run.out());
    assertTrue(run.out().contains("p99.9"), run.out());
    assertFalse(run.out().contains("{"), run.out());
  }

  @Test
  void aGroupsMessageCountsWhenAllHaveIt() throws Exception {
    BenchRun run = run("group", "--members", "5", "--senders", "2", "--window", "3");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode result = run.result();
    double each = result.path("deliveries_per_s").asDouble() / result.path("rate").asDouble();
    assertEquals(4, each, 0.5, run.out());
    assertNoFaults(result);
  }

  @Test
  void aGroupCanHaveMoreMembersThanOneLineHasNames() throws Exception {
    BenchRun run = run("group", "--members", "300", "--window", "1");
    assertEquals(0, run.exitCode(), run.err());
    assertNoFaults(run.result());
  }

  @Test
  @EnabledOnOs(OS.LINUX) // which has /proc
  void silentConnectionsCostMemoryAndMaybeTime() throws Exception {
    BenchRun run = run("idle", "--connections", "20", "--pid", "" + server.pid());
    assertEquals(0, run.exitCode(), run.err());
    JsonNode result = run.result();
    assertEquals(20, result.path("held").asInt());
    assertTrue(result.path("ratio_p50").asDouble() > 0, run.out());
    assertTrue(result.path("rss_kb_per_conn").isNumber(), run.out());
    assertTrue(result.path("server_rss_kb").asLong() > 0, run.out());
    assertTrue(result.path("server_cpu_us_per_msg").isNumber(), run.out());
    assertPercentiles(result.path("alone_us"));
    assertNoFaults(result);
  }

  @Test
  void everybodyComesBackToABacklog() throws Exception {
    BenchRun run = run("storm", "--clients", "20", "--backlog", "30");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode result = run.result();
    assertEquals(20, result.path("back").asInt());
    assertTrue(result.path("all_s").asDouble() > 0, run.out());
    assertPercentiles(result.path("synced_us"));
    assertNoFaults(result);
  }

  @Test
  void whoStopsReadingGetsEverythingInTheEnd() throws Exception {
    BenchRun run =
        run("stalled", "--pairs", "2", "--phases", "2", "--window", "8", "--size", "512");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode result = run.result();
    assertEquals(2, result.path("phases").asInt());
    assertTrue(result.path("unread").asLong() > 8, run.out());
    assertTrue(result.path("rate_before").asDouble() > 0, run.out());
    assertTrue(result.path("rate_while").asDouble() > 0, run.out());
    assertTrue(result.path("loss_percent").isNumber(), run.out());
    assertNoFaults(result);
  }

  @Test
  void aSweepCanBeDrawn() throws Exception {
    Path results = folder.resolve("results.jsonl");
    Path picture = folder.resolve("picture.svg");
    BenchRun sweep = run("sweep", "--over", "pairs", "--at", "1,3", "-o", results.toString());
    assertEquals(0, sweep.exitCode(), sweep.err());
    assertEquals(sweep.out(), Files.readString(results));
    assertEquals(
        List.of(1, 3), sweep.results().stream().map(one -> one.path("pairs").asInt()).toList());
    BenchRun plot = BenchRun.of("plot", results.toString(), "-o", picture.toString());
    assertEquals(0, plot.exitCode(), plot.err());
    assertTrue(Files.readString(picture).contains("Throughput against connections"));
  }

  @Test
  void aProcessThatIsNotThereIsAnError() {
    BenchRun run = run("pairs", "--pid", "999999999");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith("recado bench: --pid 999999999: there is no such"), run.err());
  }
}
