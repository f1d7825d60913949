/**
 * What the operator asks of a server, running or not: accounts, sessions, groups, what waits. The
 * same office decides it either way. A running server is reached by a Unix domain socket in its
 * data folder; for one that does not run, the office is opened on the same files.
 *
 * <p>Requests and answers are JSON objects, one line each: {@link
 * recado.server.operator.AdminService} says which.
 */
@NullMarked
package recado.server.operator;

import org.jspecify.annotations.NullMarked;
