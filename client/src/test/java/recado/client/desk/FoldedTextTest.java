package recado.client.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Words are found without regard to case and accents, where they were written. */
final class FoldedTextTest {
  @Test
  void placesAreThoseOfTheTextAsItWasWritten() {
    for (String text : List.of("Não é", "Na\u0303o é", "NAO", "😄 não", "ﬃ NÃO não")) {
      FoldedText.Place place = FoldedText.of(text).find("nao", 0).orElseThrow();
      String found = text.substring(place.from(), place.to());
      assertEquals("nao", FoldedText.fold(found), text);
    }
    FoldedText twice = FoldedText.of("não, não");
    assertEquals(new FoldedText.Place(0, 3), twice.find("nao", 0).orElseThrow());
    assertEquals(new FoldedText.Place(5, 8), twice.find("nao", 1).orElseThrow());
    assertTrue(twice.find("nao", 6).isEmpty());
    assertTrue(FoldedText.of("").find("a", 0).isEmpty());
  }

  @Test
  void wordsAreThoseBetweenSpaces() {
    assertEquals(List.of("nao", "e"), FoldedText.words("  NÃO \t é "));
    assertEquals(List.of(), FoldedText.words("   "));
  }
}
