package recado.client.fullscreen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Every screen is divided without anything left over. */
final class LayoutTest {
  @Test
  void theListIsBesideTheConversationWhereThereIsRoom() {
    assertEquals(20, Layout.of(80, 24, false, 1).sidebar());
    assertEquals(0, Layout.of(40, 12, false, 1).sidebar());
    assertEquals(40, Layout.of(40, 12, true, 1).sidebar(), "in place of the conversation");
    assertEquals(0, Layout.of(80, 24, true, 1).sidebar());
    assertTrue(Layout.of(200, 50, false, 1).sidebar() <= 32);
  }

  @Test
  void allRowsAndColumnsAreUsed() {
    for (int columns = 1; columns < 200; columns++) {
      for (int rows = 3; rows < 60; rows++) {
        for (int input = 1; input < 12; input += 5) {
          Layout layout = Layout.of(columns, rows, columns % 2 == 0, input);
          assertEquals(columns, layout.sidebar() + layout.bodyColumns());
          assertTrue(layout.bodyRows() >= 0, columns + "x" + rows);
          assertEquals(rows, layout.bodyRows() + layout.inputRows() + 2, columns + "x" + rows);
        }
      }
    }
  }
}
