package recado.client.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A report as a JSON object in one line, times in microseconds: {@code
 * {"label":"Recado","work":"pairs","pairs":10,…,"rate":84210.3,"lat_us":{"p50":310.2,…}}}.
 */
final class JsonReport {
  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonReport() {}

  static String of(Report report) {
    ObjectNode json = MAPPER.createObjectNode();
    for (Report.Item item : report.items()) {
      switch (item) {
        case Report.Words(String key, String value) -> json.put(key, value);
        case Report.Flag(String key, boolean value) -> json.put(key, value);
        case Report.Count(Figure what, long value) -> json.put(what.key(), value);
        case Report.Number(Figure what, double value, int decimals) ->
            json.put(what.key(), rounded(value, decimals));
        case Report.Times(Figure what, Histogram nanos) -> json.set(what.key(), times(nanos));
      }
    }
    return json.toString();
  }

  /** JSON has no infinity: what was divided by nothing is null. */
  private static @Nullable BigDecimal rounded(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return null;
    }
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
  }

  private static ObjectNode times(Histogram nanos) {
    ObjectNode json = MAPPER.createObjectNode();
    if (nanos.getTotalCount() > 0) {
      for (double percentile : Report.PERCENTILES) {
        json.put(name(percentile), rounded(nanos.getValueAtPercentile(percentile) / 1e3, 1));
      }
      json.put("max", rounded(nanos.getMaxValue() / 1e3, 1));
    }
    return json;
  }

  /** {@code p50}, {@code p99.9}. */
  static String name(double percentile) {
    return "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
  }
}
