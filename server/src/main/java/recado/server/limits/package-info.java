/**
 * What one guest may take of what all share: connections, attempts at passwords, accounts,
 * messages.
 *
 * <p>Knows neither sockets nor the post office: it counts and says yes or no.
 */
@NullMarked
package recado.server.limits;

import org.jspecify.annotations.NullMarked;
