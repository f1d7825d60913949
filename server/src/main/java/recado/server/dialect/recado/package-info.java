/** The dialect of {@code docs/protocol.md}: lines. */
@NullMarked
package recado.server.dialect.recado;

import org.jspecify.annotations.NullMarked;
