package recado.client.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recado.client.texts.Language;

final class SayingTest {
  @AfterEach
  void speakEnglishAgain() {
    Language.use(Language.ENGLISH);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everySayingAndFigureHasWords(Language language) {
    Language.use(language);
    for (Saying saying : Saying.values()) {
      Object[] fillings =
          switch (saying) {
            case SECONDS_OF -> new Object[] {"1", 2.0, 3.0};
            case SO_MANY_OF, STUCK -> new Object[] {"1", 2L, 3L, 4L};
            default -> new Object[] {"1", "2", "3", "4"};
          };
      assertFalse(saying.text(fillings).isEmpty(), saying.name());
    }
    for (Figure figure : Figure.values()) {
      assertFalse(figure.words().isEmpty());
      assertTrue(figure.words().length() <= 31, figure.words() + " would push its column away");
    }
  }

  @Test
  void tablesAreInTheLanguageInUseAndResultsForProgramsInNone() {
    Histogram times = Tally.histogram();
    times.recordValue(1_234_567);
    Report report =
        Report.of(new BenchOptions(), "pairs")
            .count(Figure.DELIVERED, 84_210)
            .times(Figure.LAT_US, times);
    Language.use(Language.PORTUGUESE);
    assertTrue(
        table(report).contains("  mensagens entregues                 84.210"), table(report));
    assertTrue(table(report).contains("  envio → entrega"), table(report));
    String json = JsonReport.of(report);
    Language.use(Language.ENGLISH);
    assertTrue(
        table(report).contains("  messages delivered                  84,210"), table(report));
    assertEquals(json, JsonReport.of(report));
    assertTrue(json.contains("\"delivered\":84210"), json);
  }

  private static String table(Report report) {
    StringWriter out = new StringWriter();
    Table.print(report, new PrintWriter(out, true));
    return out.toString();
  }
}
