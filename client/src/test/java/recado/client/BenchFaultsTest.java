package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The load generator notices every broken promise. */
@Timeout(30)
final class BenchFaultsTest {
  private static BenchRun measure(FaultyServer.Fault fault) throws Exception {
    try (FaultyServer server = new FaultyServer(fault)) {
      return BenchRun.briefly("pairs", server.port(), "--pairs", "2", "--window", "4");
    }
  }

  private static void assertFaults(BenchRun run, long lost, long dup, long ooo) throws Exception {
    JsonNode result = run.result();
    assertEquals(lost, result.path("lost").asLong(-1), run.out());
    assertEquals(dup, result.path("dup").asLong(-1), run.out());
    assertEquals(ooo, result.path("ooo").asLong(-1), run.out());
    assertTrue(result.path("complete").asBoolean(), run.out());
    assertEquals(lost + dup + ooo == 0 ? 0 : 1, run.exitCode(), run.err());
  }

  @Test
  void aServerThatKeepsItsPromisesIsAllRight() throws Exception {
    assertFaults(measure((_, line, deliver) -> deliver.accept(line)), 0, 0, 0);
  }

  @Test
  void aLostMessageIsCounted() throws Exception {
    BenchRun run =
        measure(
            (number, line, deliver) -> {
              if (number != 7 && number != 20) {
                deliver.accept(line);
              }
            });
    assertFaults(run, 2, 0, 0);
    assertTrue(run.err().startsWith("recado bench: the server lost"), run.err());
    assertTrue(run.result().path("delivered").asLong() > 20, "it goes on: " + run.out());
  }

  @Test
  void aMessageThatComesTwiceIsCounted() throws Exception {
    BenchRun run =
        measure(
            (number, line, deliver) -> {
              deliver.accept(line);
              if (number == 7) {
                deliver.accept(line);
              }
            });
    assertFaults(run, 0, 1, 0);
  }

  /** It comes after the next one of the same sender, whatever the other pair does meanwhile. */
  @Test
  void aMessageThatComesTooLateIsCounted() throws Exception {
    Map<String, Runnable> held = new HashMap<>(); // by sender
    BenchRun run =
        measure(
            (number, line, deliver) -> {
              String sender = List.of(line.split(" ", 5)).get(3);
              if (number == 7) {
                held.put(sender, () -> deliver.accept(line));
              } else {
                deliver.accept(line);
                Optional.ofNullable(held.remove(sender)).ifPresent(Runnable::run);
              }
            });
    assertFaults(run, 0, 0, 1);
  }

  @Test
  void aServerThatGoesAwayLeavesPartialFigures() throws Exception {
    CompletableFuture<FaultyServer> itself = new CompletableFuture<>();
    FaultyServer.Fault fault =
        (number, line, deliver) -> {
          deliver.accept(line);
          if (number == 500) {
            itself.join().hangUp();
          }
        };
    try (FaultyServer server = new FaultyServer(fault)) {
      itself.complete(server);
      BenchRun run = BenchRun.of("pairs", "--port", "" + server.port(), "--warm", "0", "--json");
      assertEquals(1, run.exitCode());
      assertFalse(run.result().path("complete").asBoolean(true), run.out());
      assertTrue(run.result().path("delivered").asLong() <= 500, run.out());
      assertTrue(run.err().contains("it ended early"), run.err());
      assertTrue(run.err().contains("the server has ended a connection"), run.err());
    }
  }
}
