/**
 * The wire protocol as values: what a line can say, and how it is read and written.
 *
 * <p>This package knows nothing of sockets, files or the rest of Recado; {@code docs/protocol.md}
 * is its specification. Bytes become {@link recado.protocol.Request}s on the server and {@link
 * recado.protocol.Event}s on the client, by way of {@link recado.protocol.LineDecoder} and {@link
 * recado.protocol.WireLine}.
 */
@NullMarked
package recado.protocol;

import org.jspecify.annotations.NullMarked;
