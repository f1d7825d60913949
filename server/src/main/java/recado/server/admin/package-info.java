/**
 * What the operator runs beside the server or in its place: checking a data folder, mending it,
 * backing it up and restoring it. Each is a subcommand of the server's command line.
 *
 * <p>All of them read as a start does, by the stores and the post office themselves, so that what
 * they call sound is what a server starts with.
 */
@NullMarked
package recado.server.admin;

import org.jspecify.annotations.NullMarked;
