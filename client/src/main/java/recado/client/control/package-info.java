/**
 * The control socket: how scripts reach a client that already runs. An account has one client at a
 * time, which has its files and its session; {@code recado send} beside an open chat hands its
 * message over to that. {@link recado.client.control.ControlSocket} is the side of the chat, {@link
 * recado.client.control.ControlClient} that of the script.
 */
@NullMarked
package recado.client.control;

import org.jspecify.annotations.NullMarked;
