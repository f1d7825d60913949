/**
 * The server's certificate and key: reading them, making some, and encrypting connections with
 * them.
 *
 * <p>Knows neither sessions nor the post office.
 */
@NullMarked
package recado.server.tls;

import org.jspecify.annotations.NullMarked;
