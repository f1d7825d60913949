package recado.server.limits;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.atomic.LongAdder;

/** Counts who was sent away, and why. Thread-safe. */
public final class Refusals {
  private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);
  private final Map<Reason, Long> said = new EnumMap<>(Reason.class); // who says it alone has it

  /** Why somebody was refused something. */
  public enum Reason {
    /** There are as many connections as there may be. */
    CONNECTIONS,
    /** There are as many from that address as there may be. */
    CONNECTIONS_OF_ADDRESS,
    /** Too many new connections of one address in a short time. */
    CONNECTION_RATE,
    /** Connected, and did not log in. */
    LOGIN_TIME,
    /** A wrong password or token. */
    CREDENTIALS,
    /** Too many new accounts of one address, or none without an invitation. */
    REGISTRATION,
    /** A password outside TLS. */
    TLS_REQUIRED,
    /** More requests than the rate of a session. */
    REQUEST_RATE,
    /** Went on although told so, or sent a line without an end. */
    FLOOD,
    /** Did not read what was sent. */
    SLOW,
    /** Gave no sign of life. */
    IDLE;

    /** As in metrics. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Nobody yet. */
  public Refusals() {
    for (Reason reason : Reason.values()) {
      counts.put(reason, new LongAdder());
    }
  }

  /** One more. */
  public void count(Reason reason) {
    counter(reason).increment();
  }

  /** How many since the start. */
  public long total(Reason reason) {
    return counter(reason).sum();
  }

  private LongAdder counter(Reason reason) {
    LongAdder counter = counts.get(reason);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + reason);
    }
    return counter;
  }

  /** What has been refused since the last call, in words, or nothing: a log stays short. */
  public synchronized String news() {
    StringJoiner news = new StringJoiner(", ");
    for (Reason reason : Reason.values()) {
      long total = total(reason);
      long more = total - said.getOrDefault(reason, 0L);
      if (more > 0) {
        said.put(reason, total);
        news.add(reason.label() + " " + more);
      }
    }
    return news.toString();
  }
}
