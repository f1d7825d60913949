package recado.client.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TimesTest {
  private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
  private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

  private final long noon = millis(2026, 6, 21, 12, 5);

  @Test
  void everybodySeesTheirOwnClock() {
    assertEquals("12:05", new Times(LISBON, LocalDate.of(2026, 6, 21)).time(noon));
    assertEquals("08:05", new Times(SAO_PAULO, LocalDate.of(2026, 6, 21)).time(noon));
  }

  @Test
  void aDayIsAnnouncedOnceAndTodayNotAtAll() {
    Times times = new Times(LISBON, LocalDate.of(2026, 6, 21));
    assertEquals(Optional.empty(), times.newDay(noon));
    assertEquals(Optional.of("Monday, 22 June 2026"), times.newDay(millis(2026, 6, 22, 0, 1)));
    assertEquals(Optional.empty(), times.newDay(millis(2026, 6, 22, 23, 59)));
    assertEquals(Optional.of("Sunday, 21 June 2026"), times.newDay(noon));
  }

  @Test
  void whatWasOnAnotherDayHasItsDate() {
    Times times = new Times(LISBON, LocalDate.of(2026, 6, 21));
    assertEquals("12:05", times.dayAndTime(noon));
    assertEquals("1 Jan 2026 09:00", times.dayAndTime(millis(2026, 1, 1, 9, 0)));
  }

  @Test
  void daysHaveTheirNamesInTheLanguageInUse() {
    Language.use(Language.PORTUGUESE);
    try {
      Times times = new Times(LISBON, LocalDate.of(2026, 6, 21));
      assertEquals("1 de jan. de 2026 09:00", times.dayAndTime(millis(2026, 1, 1, 9, 0)));
      assertEquals(
          Optional.of("segunda-feira, 22 de junho de 2026"),
          times.newDay(millis(2026, 6, 22, 0, 1)));
    } finally {
      Language.use(Language.ENGLISH);
    }
  }

  private static long millis(int year, int month, int day, int hour, int minute) {
    return ZonedDateTime.of(year, month, day, hour, minute, 0, 0, LISBON)
        .toInstant()
        .toEpochMilli();
  }
}
