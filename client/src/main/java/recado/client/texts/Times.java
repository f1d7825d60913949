package recado.client.texts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Times as the reader's clock shows them, and the days between, in the reader's language. Used by
 * the desk's thread alone.
 */
public final class Times {
  private final DateTimeFormatter time = pattern(Phrase.TIME);
  private final DateTimeFormatter dayAndTime = pattern(Phrase.DAY_AND_TIME);
  private final DateTimeFormatter day = pattern(Phrase.DAY);
  private final ZoneId zone;
  private LocalDate shownLast;

  /** Begins with a day that needs no announcement. */
  public Times(ZoneId zone, LocalDate today) {
    this.zone = zone;
    this.shownLast = today;
  }

  private static DateTimeFormatter pattern(Phrase phrase) {
    return DateTimeFormatter.ofPattern(phrase.text(), Language.inUse().locale());
  }

  /** {@code 09:05}. */
  public String time(long millis) {
    return time.format(at(millis));
  }

  /** {@code 21 Nov 2026 09:05}, or the time alone if it is of the day that was shown last. */
  public String dayAndTime(long millis) {
    ZonedDateTime at = at(millis);
    return at.toLocalDate().equals(shownLast) ? time.format(at) : dayAndTime.format(at);
  }

  /** The day of something that is shown now, if it is another one than that of the line before. */
  public Optional<String> newDay(long millis) {
    LocalDate itsDay = at(millis).toLocalDate();
    if (itsDay.equals(shownLast)) {
      return Optional.empty();
    }
    shownLast = itsDay;
    return Optional.of(day.format(itsDay));
  }

  /** {@code Saturday, 21 November 2026}. */
  public String day(long millis) {
    return day.format(at(millis));
  }

  private ZonedDateTime at(long millis) {
    return Instant.ofEpochMilli(millis).atZone(zone);
  }
}
