package recado.server.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import recado.server.limits.Doorkeeper;
import recado.server.limits.Refusals.Reason;
import recado.server.postoffice.Administration;
import recado.server.postoffice.Command;
import recado.server.postoffice.Inventory;
import recado.server.postoffice.PostOffice;

/**
 * A small HTTP server: {@code /metrics} in Prometheus's text format, and {@code /health}, which is
 * 200 while the post office decides and its disk works, and 503 else.
 */
public final class MetricsServer implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
  private static final long PATIENCE_SECONDS = 3;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final HttpServer http;
  private final PostOffice office;
  private final OfficeMeter meter;

  private MetricsServer(HttpServer http, PostOffice office, OfficeMeter meter) {
    this.http = http;
    this.office = office;
    this.meter = meter;
  }

  /** What is watched. */
  public record Watched(
      PostOffice office, OfficeMeter meter, Doorkeeper doorkeeper, LongSupplier outboxBytes) {}

  /**
   * Begins to answer.
   *
   * @param port 0 for any free one
   * @throws IOException with a message for people if the port cannot be had
   */
  public static MetricsServer start(
      String bind, int port, PrometheusRegistry registry, Watched watched) throws IOException {
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getByName(bind), port), 0);
    } catch (IOException e) {
      throw new IOException(
          "port " + port + " on " + bind + " cannot be used for --metrics-port: " + e.getMessage(),
          e);
    }
    MetricsServer server = new MetricsServer(http, watched.office(), watched.meter());
    server.register(registry, watched);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/metrics", new MetricsHandler(registry));
    http.createContext("/health", server::tellHealth);
    http.start();
    return server;
  }

  /** Where it answers. */
  public InetSocketAddress address() {
    return http.getAddress();
  }

  private void register(PrometheusRegistry registry, Watched watched) {
    JvmMetrics.builder().register(registry);
    gauge(
        registry,
        "connections",
        "Connections, of people and guests.",
        () -> watched.doorkeeper().connections());
    gauge(
        registry,
        "outbox_bytes",
        "What is on its way to all connections.",
        () -> watched.outboxBytes().getAsLong());
    gauge(registry, "sessions", "Connections that are logged in.", () -> count().sessions());
    gauge(registry, "accounts", "Accounts.", () -> count().accounts());
    gauge(registry, "groups", "Groups that have members.", () -> count().groups());
    gauge(
        registry,
        "pending_entries",
        "Entries that wait, counted once for each device.",
        () -> count().deliveries());
    CounterWithCallback.builder()
        .name("recado_refusals")
        .help("Who was refused something, by reason.")
        .labelNames("reason")
        .callback(
            callback -> {
              for (Reason reason : Reason.values()) {
                callback.call(
                    (double) watched.doorkeeper().refusals().total(reason), reason.label());
              }
            })
        .register(registry);
  }

  private static void gauge(
      PrometheusRegistry registry, String name, String help, LongSupplier value) {
    GaugeWithCallback.builder()
        .name("recado_" + name)
        .help(help)
        .callback(callback -> callback.call((double) value.getAsLong()))
        .register(registry);
  }

  private Inventory count() {
    return counted().orElse(new Inventory(0, 0, 0, 0, 0));
  }

  /** What there is; nothing if the post office does not decide any more. */
  private Optional<Inventory> counted() {
    CompletableFuture<Inventory> answer = new CompletableFuture<>();
    try {
      office.submit(new Command.Administer(new Administration.Count(answer)));
      return Optional.of(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("the post office did not count", e);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void tellHealth(HttpExchange exchange) throws IOException {
    String words;
    if (meter.hasFailed()) {
      words = "the disk has failed: nothing is accepted; see the log\n";
    } else if (counted().isEmpty()) {
      words = "the post office does not decide\n";
    } else {
      words = "ok\n";
    }
    byte[] body = words.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(words.startsWith("ok") ? OK : UNAVAILABLE, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
