/**
 * What a person types and sees: the line face, which scrolls.
 *
 * <p>The keyboard's thread is the program's main thread. It reads lines, parses them into {@link
 * recado.client.terminal.UserCommand}s and hands them to the desk; the desk's thread shows, through
 * {@link recado.client.terminal.LineFace}, what comes of them. All words are in {@code
 * texts.properties}. Nothing here opens a socket or a file of the account.
 */
@NullMarked
package recado.client.terminal;

import org.jspecify.annotations.NullMarked;
