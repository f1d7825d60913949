/**
 * The face that fills the screen: conversations on the left, the open one beside them, the line
 * below.
 *
 * <p><b>Two threads talk, one draws.</b> The keyboard's thread reads keys, the desk's thread brings
 * news; both put what they have into the queue of {@link recado.client.fullscreen.FullScreen},
 * whose thread owns all that is to be seen, and draws it when the queue is empty. JLine's {@code
 * Display} finds out what of it has changed on the terminal.
 *
 * <p>The face keeps no messages. It tells the desk which part of which conversation it looks at
 * ({@link recado.client.desk.View}), and gets that part again whenever something in it has changed
 * ({@link recado.client.desk.Window}): ticks change in place, and a hundred thousand messages cost
 * no more than the screen is high.
 */
@NullMarked
package recado.client.fullscreen;

import org.jspecify.annotations.NullMarked;
