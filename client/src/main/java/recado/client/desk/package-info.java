/**
 * What the client knows and decides, whatever it looks like: conversations, ticks, who has read
 * what, what has to be sent.
 *
 * <p><b>Two threads talk, one decides.</b> The keyboard's thread and the socket's hand what they
 * have to the {@link recado.client.desk.Desk}; its one thread gives it to the {@link
 * recado.client.desk.Clerk}, who owns all state and all files. So there are no locks, and the order
 * of what happened is the order of the queue. When the queue is empty the desk makes the files
 * safe, then lets the requests go out: nothing is acknowledged, and nothing is sent, that is not on
 * the disk.
 *
 * <p>What is to be seen goes to a {@link recado.client.desk.Face}, as values and not as text.
 */
@NullMarked
package recado.client.desk;

import org.jspecify.annotations.NullMarked;
