package recado.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Names of emoji become emoji, and nothing else does. */
final class EmojiNamesTest {
  @Test
  void namesAreReplaced() {
    assertEquals("bom 👍 dia 😄", EmojiNames.replaced("bom :thumbsup: dia :smile:"));
    assertEquals("👍👍", EmojiNames.replaced(":thumbsup::thumbsup:"));
    assertEquals("@ana 🎉!", EmojiNames.replaced("@ana :tada:!"));
  }

  @Test
  void everythingElseStays() {
    for (String text :
        new String[] {
          "", ":", "::", "às 10:30:15", ":no-such-emoji:", "a : b", "http://x:80/:", ":smile"
        }) {
      assertEquals(text, EmojiNames.replaced(text));
    }
  }

  @Test
  void allNamesCanBeReplaced() {
    assertTrue(EmojiNames.all().size() > 1_000);
    for (String name : EmojiNames.all()) {
      assertFalse(EmojiNames.replaced(name).contains(name), name);
    }
  }

  @Test
  void commandsStay() {
    assertEquals("/search :smile:", EmojiNames.replaced("/search :smile:"));
  }
}
