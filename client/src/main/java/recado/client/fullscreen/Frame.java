package recado.client.fullscreen;

import java.util.List;
import org.jline.utils.AttributedString;

/**
 * Everything on the screen at one moment. Immutable.
 *
 * @param lines one for each row, none wider than the screen
 * @param cursorRow from 0
 * @param cursorColumn from 0
 * @param showsConversation whether the open conversation is on it, so that it counts as seen
 */
record Frame(
    List<AttributedString> lines, int cursorRow, int cursorColumn, boolean showsConversation) {
  /** Keeps a copy. */
  Frame {
    lines = List.copyOf(lines);
  }
}
