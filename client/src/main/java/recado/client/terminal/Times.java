package recado.client.terminal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Times as the reader's clock shows them, and the days between. Used by the desk's thread alone.
 */
final class Times {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Phrase.LOCALE);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Phrase.LOCALE);

  private final ZoneId zone;
  private LocalDate shownLast;

  /** Begins with a day that needs no announcement. */
  Times(ZoneId zone, LocalDate today) {
    this.zone = zone;
    this.shownLast = today;
  }

  /** {@code 09:05}. */
  String time(long millis) {
    return TIME.format(at(millis));
  }

  /** {@code 21 Nov 2026 09:05}, or the time alone if it is of the day that was shown last. */
  String dayAndTime(long millis) {
    ZonedDateTime at = at(millis);
    return at.toLocalDate().equals(shownLast) ? TIME.format(at) : DAY_AND_TIME.format(at);
  }

  /** The day of something that is shown now, if it is another one than that of the line before. */
  Optional<String> newDay(long millis) {
    LocalDate day = at(millis).toLocalDate();
    if (day.equals(shownLast)) {
      return Optional.empty();
    }
    shownLast = day;
    return Optional.of(DAY.format(day));
  }

  private ZonedDateTime at(long millis) {
    return Instant.ofEpochMilli(millis).atZone(zone);
  }
}
