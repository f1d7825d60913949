package recado.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameQuestionTest {
  @ParameterizedTest
  @CsvSource({
    "João Pedro, joao.pedro",
    "@Ana Maria, ana.maria",
    "(Zé), ze",
    "..., ana",
    "用户, ana",
    "a name that nobody would like to type, ana"
  })
  void somethingIsSuggestedThatCanBeAName(String typed, String suggested) {
    assertEquals(suggested, NameQuestion.suggestion(typed));
  }
}
