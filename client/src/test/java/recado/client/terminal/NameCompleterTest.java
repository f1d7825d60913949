package recado.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import recado.client.desk.Status;
import recado.client.texts.Language;
import recado.protocol.GroupName;
import recado.protocol.UserName;

final class NameCompleterTest {
  private final Status status =
      new Status(
          null,
          true,
          0,
          0,
          List.of(new UserName("bruno"), new UserName("ana")),
          List.of(new GroupName("familia")),
          List.of());
  private final NameCompleter completer = new NameCompleter(() -> status);

  @Test
  void namesComeLatestFirst() {
    assertEquals(List.of("@bruno", "@ana"), at("@"));
    assertEquals(List.of("@bruno", "@ana"), at("hello", "@b"));
  }

  @Test
  void groupsAndCommandsFollowTheirSigns() {
    assertEquals(List.of("#familia"), at("#"));
    assertTrue(at("/").contains("/open"));
  }

  @Test
  void argumentsAreCompletedAsTheirCommandWants() {
    assertEquals(List.of("@bruno", "@ana", "#familia", "*"), at("/open", ""));
    assertEquals(List.of("add", "remove"), at("/contact", ""));
    assertEquals(List.of("@bruno", "@ana"), at("/contact", "add", "@"));
    assertTrue(at("/group", "").contains("create"));
    assertEquals(List.of("#familia"), at("/group", "add", ""));
    assertEquals(List.of("@bruno", "@ana"), at("/group", "add", "#familia", ""));
    assertTrue(at("/help", "").contains("open"));
    assertEquals(List.of(), at("/list", ""));
    assertEquals(List.of(), at("/nonsense", ""));
  }

  @Test
  void wordsOfTheLanguageInUseAreCompletedToo() {
    assertFalse(at("/").contains("/abrir"));
    Language.use(Language.PORTUGUESE);
    try {
      assertTrue(at("/").containsAll(List.of("/open", "/abrir")));
      assertEquals(List.of("add", "adicionar", "remove", "remover"), at("/contato", ""));
      assertEquals(List.of("@bruno", "@ana"), at("/grupo", "criar", "#familia", ""));
      assertTrue(at("/ajuda", "").contains("abrir"));
    } finally {
      Language.use(Language.ENGLISH);
    }
  }

  @Test
  void wordsOfATextAreNotCompleted() {
    assertEquals(List.of(), at("good", "mor"));
  }

  private List<String> at(String... words) {
    return completer.candidates(List.of(words), words.length - 1, words[words.length - 1]);
  }
}
