/**
 * Sockets: a listener, and for each connection a session (its reading thread) and an outbox (what
 * is written, by a thread that lives while there is something to write).
 */
@NullMarked
package recado.server.net;

import org.jspecify.annotations.NullMarked;
