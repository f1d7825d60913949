/**
 * The client's entrance: reads the options, builds the parts, and starts and stops them in order.
 *
 * <p>{@link recado.client.net} is the way to the server, {@link recado.client.local} what is kept
 * on this machine, {@link recado.client.desk} what is known and decided, {@link
 * recado.client.terminal} what a person types and sees. Apart from all these is {@link
 * recado.client.bench}, which puts load on a server.
 */
@NullMarked
package recado.client;

import org.jspecify.annotations.NullMarked;
