/**
 * The embedded store: plain files that a person can read with {@code less}, {@code jq} and a
 * spreadsheet.
 *
 * <p>Nothing outside this package knows a file name or a position in a file. All of it goes through
 * {@link recado.server.store.files.Disk}, so that tests can let the disk fail.
 */
@NullMarked
package recado.server.store.files;

import org.jspecify.annotations.NullMarked;
