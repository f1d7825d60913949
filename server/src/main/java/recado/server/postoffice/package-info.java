/**
 * The post office: the one thread that decides, and all that it knows.
 *
 * <p>Everything here but {@link recado.server.postoffice.PostOffice#submit} belongs to the post
 * office's thread, so there are no locks and no races: the order of commands is the order of
 * entries. It knows connections as {@link recado.server.postoffice.Outlet}s and disks as the ports
 * of {@code recado.server.store}.
 */
@NullMarked
package recado.server.postoffice;

import org.jspecify.annotations.NullMarked;
