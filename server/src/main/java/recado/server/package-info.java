/** The server's top: the command line, the configuration, and what is started in which order. */
@NullMarked
package recado.server;

import org.jspecify.annotations.NullMarked;
