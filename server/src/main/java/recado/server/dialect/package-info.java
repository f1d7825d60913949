/**
 * What is spoken on a connection: bytes to requests and events to bytes.
 *
 * <p>A dialect knows the protocol's values alone: neither what is decided about them nor where they
 * are kept.
 */
@NullMarked
package recado.server.dialect;

import org.jspecify.annotations.NullMarked;
