/**
 * What stays on this machine: the account, the contacts, the history, and what is not sent yet.
 *
 * <p>Plain files that a person can read, in a folder that nobody else can. Nothing here knows of
 * sockets or terminals. One thread at a time uses these objects: first the one that opens them,
 * then the desk's.
 */
@NullMarked
package recado.client.local;

import org.jspecify.annotations.NullMarked;
