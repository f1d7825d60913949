package recado.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recado.server.conversation.Peer;

/** What who watches sees of a server in a process of its own. */
@Timeout(60)
final class MetricsTest {
  @TempDir private Path folder;

  private static HttpResponse<String> get(String address, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void expect(String metrics, String line) {
    assertTrue(metrics.lines().anyMatch(line::equals), line + " is not in\n" + metrics);
  }

  private static ServerProcess start(Path data) throws IOException {
    return ServerProcess.run(
        "--port=0",
        "--data=" + data,
        "--metrics-port=0",
        "--password-memory-kib=8",
        "--password-iterations=1");
  }

  private static String metricsAddress(ServerProcess server) throws IOException {
    String line = server.awaitLog("metrics and health at ");
    return line.substring(line.lastIndexOf('/') + 1);
  }

  @Test
  void figuresAndHealthAreTold() throws IOException, InterruptedException {
    try (ServerProcess server = start(folder.resolve("data"));
        Peer ana = new Peer(server.address());
        Peer guest = new Peer(server.address())) {
      ana.send("REGISTER @ana :password\nLOGIN @ana pc :password\nGROUP CREATE #casa");
      ana.receiveUpTo("GROUP ");
      ana.send("SEND c1 @ana :oi\nSEND c2 #casa :oi\nSEND c3 * :oi\nSEND c4 * :oi");
      ana.receiveUpTo("SENT c4 ");
      guest.send("LOGIN @ana pc :wrong");
      guest.receiveUpTo("ERR LOGIN ");
      String address = metricsAddress(server);
      assertEquals("ok\n", get(address, "/health").body());
      String metrics = get(address, "/metrics").body();
      expect(metrics, "recado_connections 2.0");
      expect(metrics, "recado_sessions 1.0");
      expect(metrics, "recado_accounts 1.0");
      expect(metrics, "recado_groups 1.0");
      expect(metrics, "recado_messages_total{kind=\"user\"} 1.0");
      expect(metrics, "recado_messages_total{kind=\"group\"} 1.0");
      expect(metrics, "recado_messages_total{kind=\"lobby\"} 2.0");
      expect(metrics, "recado_refusals_total{reason=\"credentials\"} 1.0");
      assertTrue(metrics.contains("recado_commit_seconds_bucket{le="), metrics);
      assertTrue(metrics.contains("recado_commit_requests_bucket{le="), metrics);
      assertTrue(metrics.contains("recado_outbox_bytes "), metrics);
      assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
      server.stopInOrder();
    }
  }

  @Test
  void healthFailsWhenTheDiskDoes() throws IOException, InterruptedException {
    try (ServerProcess server = start(folder.resolve("data"));
        Peer ana = new Peer(server.address())) {
      ana.send("REGISTER @ana :password\nLOGIN @ana pc :password");
      ana.receiveUpTo("SYNCED ");
      String address = metricsAddress(server);
      server.limitFiles(1);
      ana.send("SEND c1 @ana :oi");
      ana.receiveUpTo("ERR SEND UNAVAILABLE c1 ");
      HttpResponse<String> health = get(address, "/health");
      assertEquals(503, health.statusCode());
      assertTrue(health.body().startsWith("the disk has failed"), health.body());
    }
  }

  @Test
  void theLevelOfTheLogIsChosen() throws IOException, InterruptedException {
    String[] options = {"--port=0", "--data=" + folder.resolve("data"), "--no-limits", ""};
    options[3] = "--log-level=error";
    try (ServerProcess server = ServerProcess.run(options)) {
      server.address();
      server.stopInOrder();
      assertEquals("", server.errors());
    }
    options[3] = "--log-level=debug";
    try (ServerProcess server = ServerProcess.run(options)) {
      server.awaitLog("--no-limits");
    }
  }
}
