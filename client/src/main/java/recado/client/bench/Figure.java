package recado.client.bench;

import java.util.Locale;

/** One thing that a report tells: programs know it by its key, people by its words. */
enum Figure {
  PAIRS,
  OFFERED,
  WINDOW,
  MEMBERS,
  SENDERS,
  SIZE,
  DELIVERIES_PER_S,
  HELD,
  LOGIN_S,
  RSS_KB_PER_CONN,
  RATIO_P50,
  RATIO_P99,
  ALONE_US,
  CLIENTS,
  BACKLOG,
  BACK,
  ALL_S,
  SYNCED_US,
  SERVER_CPU_US_PER_CLIENT,
  PHASES,
  UNREAD,
  RATE_BEFORE,
  RATE_WHILE,
  LOSS_PERCENT,
  SECS,
  DELIVERED,
  RATE,
  LAT_US,
  SENT_US,
  SERVER_CPU_US_PER_MSG,
  SERVER_CPU_CORES,
  SERVER_RSS_KB,
  BENCH_CPU_US_PER_MSG,
  BENCH_CPU_CORES,
  LOST,
  DUP,
  OOO,
  STRANGE;

  /** Its name in the JSON object, such as {@code lat_us}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a table calls it. */
  String words() {
    return Saying.figure(this);
  }
}
