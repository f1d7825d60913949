/**
 * The ports behind which Recado keeps what it promises, and the values that pass through them.
 *
 * <p>A store knows names, entries and records; it knows nothing of connections or of how things are
 * decided. {@code recado.server.store.files} is the embedded one.
 */
@NullMarked
package recado.server.store;

import org.jspecify.annotations.NullMarked;
