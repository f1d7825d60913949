/**
 * The way to the server: one TCP connection at a time, made again when it breaks.
 *
 * <p>The thread that listens to the socket lives here, in {@link recado.client.net.Dialer}. What
 * the lines mean is not this package's business.
 */
@NullMarked
package recado.client.net;

import org.jspecify.annotations.NullMarked;
