package recado.server.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import recado.server.postoffice.Meter;

/** Counts what the post office does. */
public final class OfficeMeter implements Meter {
  private static final double FIRST_SECONDS = 25e-6;
  private static final int LATENCIES = 20; // up to 13 s
  private static final int BATCHES = 15; // up to 16,384 requests
  private static final double NANOS = 1e9;

  private final Map<Kind, CounterDataPoint> messages = new EnumMap<>(Kind.class);
  private final Histogram latency;
  private final Histogram batchSize;
  private volatile boolean failed;

  /** One whose figures are in this registry. */
  public OfficeMeter(PrometheusRegistry registry) {
    Counter counter =
        Counter.builder()
            .name("recado_messages")
            .help("Messages that were accepted, by what they go to.")
            .labelNames("kind")
            .register(registry);
    for (Kind kind : Kind.values()) {
      messages.put(kind, counter.labelValues(kind.name().toLowerCase(Locale.ROOT)));
    }
    latency =
        Histogram.builder()
            .name("recado_commit_seconds")
            .help("From a batch's decision until it is safe.")
            .unit(Unit.SECONDS)
            .classicOnly()
            .classicExponentialUpperBounds(FIRST_SECONDS, 2, LATENCIES)
            .register(registry);
    batchSize =
        Histogram.builder()
            .name("recado_commit_requests")
            .help("Requests in a batch.")
            .classicOnly()
            .classicExponentialUpperBounds(1, 2, BATCHES)
            .register(registry);
  }

  @Override
  public void sent(Kind kind) {
    CounterDataPoint counter = messages.get(kind);
    if (counter != null) {
      counter.inc();
    }
  }

  @Override
  public void committed(int requests, long nanos) {
    latency.observe(nanos / NANOS);
    batchSize.observe(requests);
  }

  @Override
  public void failed() {
    failed = true;
  }

  /** Whether the disk has failed. */
  boolean hasFailed() {
    return failed;
  }
}
