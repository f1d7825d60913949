package recado.client.fullscreen;

import org.jline.utils.AttributedString;

/**
 * A row of a conversation as it stands on the screen.
 *
 * @param position of the entry that it belongs to; beyond the last entry, of what waits to be sent
 * @param part which of that entry's rows it is, from 0
 */
record Row(int position, int part, AttributedString text) {}
